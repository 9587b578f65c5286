using System.Text.Json;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _home = Environment.GetEnvironmentVariable(NoInstalledModels.Variable);

    public ModelsCommandTests() => Environment.SetEnvironmentVariable(NoInstalledModels.Variable, Home);

    private string Home => Path.Combine(_folder.Path, "home");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _home);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("models")]
    [InlineData("models", "list")]
    public void List_prints_models_and_checkpoints_with_licence_and_size(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("audioset", run.Output, StringComparison.Ordinal);
        Assert.Matches("musicnn-msd +no +3\\.3 +ISC", run.Output);
        Assert.Contains($"Folder: {Home}.", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Home));
    }

    [Fact]
    public void List_as_json_has_the_same_content()
    {
        JsonElement report = JsonDocument.Parse(CliRun.Of("models", "--json").Output).RootElement;
        Assert.Equal(CliRun.Of("models", "list", "--json").Output, CliRun.Of("models", "--json").Output);
        Assert.Equal(Home, report.GetProperty("folder").GetString());
        JsonElement mn04 = report.GetProperty("checkpoints").EnumerateArray().Single(checkpoint => checkpoint.GetProperty("name").GetString() == "mn04");
        Assert.Equal(4_066_513, mn04.GetProperty("bytes").GetInt64());
        Assert.Equal("MIT", mn04.GetProperty("license").GetString());
        Assert.False(mn04.GetProperty("installed").GetBoolean());
        JsonElement audioset = report.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == "audioset");
        Assert.Equal("mn04", audioset.GetProperty("checkpoints")[0].GetString());
    }

    [Fact]
    public void Models_where_prints_the_folder() => Assert.Equal((0, Home), (CliRun.Of("models", "where").ExitCode, CliRun.Of("models", "where").Output.Trim()));

    [Fact]
    public void A_failed_download_is_reported_in_one_line_with_the_remedy()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 404 });
        CliRun run = CliRun.Of("models", "get", "mn04", "--mirror", server.Url("/files/").ToString());
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            $"genrenet: mn04 could not be downloaded ({server.Url("/files/mn04_as_mAP_432.pt")}: the server returned 404 (NotFound)): check the network connection and try again, "
                + "or copy mn04_as_mAP_432.pt to this machine and run 'genrenet models add mn04_as_mAP_432.pt'.",
            run.Error.Trim());
    }

    [Fact]
    public void A_models_folder_that_is_a_file_is_reported_in_one_line_with_the_remedy()
    {
        File.WriteAllText(Home, "a file");
        CliRun run = CliRun.Of("models", "get", "mn04", "--mirror", "http://127.0.0.1:9/");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{Home} is a file", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("GENRENET_HOME", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no model or checkpoint 'mn4' (did you mean 'mn04'?). See 'genrenet models get --help'", "models", "get", "mn4")]
    [InlineData("There is no model or checkpoint 'x'", "models", "remove", "mn04", "x")]
    [InlineData("There is no command 'models lst' (did you mean 'list'?). See 'genrenet models --help'", "models", "lst")]
    [InlineData("--mirror must be an http or https URL, not 'files'", "models", "get", "mn04", "--mirror", "files")]
    [InlineData("--sha256 must have 64 hexadecimal digits, not 'abc'", "models", "add", "x.pt", "--as", "mn20", "--sha256", "abc")]
    [InlineData("models get --help", "models", "get")]
    [InlineData("models add --help", "models", "add")]
    public void Wrong_usage_is_reported_before_any_work(string problem, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Home));
    }

    [Fact]
    public void A_file_with_another_checksum_is_rejected()
    {
        string file = _folder.File("mn04_as_mAP_432.pt");
        File.WriteAllText(file, "half a download");
        CliRun run = CliRun.Of("models", "add", file);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("instead of 899a8c62", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Home, "checkpoints")));
    }

    [Fact]
    public void Remove_reports_a_model_that_is_not_installed() =>
        Assert.Equal("mn04 is not installed.", CliRun.Of("models", "remove", "mn04").Output.Trim());

    [Fact]
    public void The_published_mn04_is_installed_used_by_name_and_removed()
    {
        string models = SharedData.Path("models");
        using var server = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(models, Path.GetFileName(request.Path)))));
        CliRun get = CliRun.Of("models", "get", "mn04", "--mirror", server.Url("/").ToString());
        Assert.Equal((0, ""), (get.ExitCode, get.Error));
        Assert.Contains($"Wrote {Path.Combine(Home, "checkpoints", "mn04_as_mAP_432.pt")}: mn04, licence MIT.", get.Output, StringComparison.Ordinal);
        Assert.Contains("Use it with: genrenet predict FILE --model audioset", get.Output, StringComparison.Ordinal);
        Assert.Contains("Downloading: 4.1/4.1 MB", get.Output, StringComparison.Ordinal);
        Assert.Contains("audioset is installed: ", CliRun.Of("models", "get", "audioset").Output, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Equal(0, CliRun.Of("card", Path.Combine(Home, "models", "audioset.onnx")).ExitCode);
        CliRun remove = CliRun.Of("models", "remove", "mn04");
        Assert.Contains($"Deleted {Path.Combine(Home, "models", "audioset.onnx")}.", remove.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Home, "*", SearchOption.AllDirectories));
    }
}
