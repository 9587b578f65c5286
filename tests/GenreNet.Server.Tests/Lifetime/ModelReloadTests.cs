using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GenreNet.Inference.Tests.Support;
using GenreNet.Server.Lifetime;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Lifetime;

/// <summary>A model file is replaced while the service runs.</summary>
[Collection(typeof(Alone))]
public sealed class ModelReloadTests : IDisposable
{
    private static readonly string Repository = RepositoryRoot.Path;
    private static readonly string Old = Path.Combine(Repository, "tests", "GenreNet.Inference.Tests", "Fixtures", "summaries.onnx");
    private static readonly string New = Path.Combine(Repository, "tests", "GenreNet.Inference.Tests", "Fixtures", "styles.onnx");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_renamed_file_is_used_and_a_broken_one_is_reported_while_the_old_one_stays()
    {
        string path = _folder.File("model.onnx");
        File.Copy(Old, path);
        await using TestService service = await StartAsync(path);
        Assert.Equal("linear", await NetworkAsync(service));
        string card = await CardAsync(service);

        Rename(New, path);
        LookTwice(service);
        Assert.Equal("cnn-small", await NetworkAsync(service));
        Assert.Contains("waltz", await service.Client.GetStringAsync("/genres", Stop), StringComparison.Ordinal);
        Assert.Contains("cnn-small", await service.Client.GetStringAsync("/model", Stop), StringComparison.Ordinal);
        Assert.NotEqual(card, await CardAsync(service));
        Scrape scrape = await Scrape.ReadAsync(service.Client);
        Assert.Equal(1, scrape.Value("genrenet_server_reloads_total", ("what", "model"), ("result", "ok")));
        Assert.Equal(0, scrape.Value("genrenet_classifications_total", ("genrenet_genre", "dub")));

        await File.WriteAllTextAsync(_folder.File("broken"), "no model", Stop);
        File.Move(_folder.File("broken"), path, overwrite: true);
        LookTwice(service);
        Assert.Equal("cnn-small", await NetworkAsync(service));
        Assert.Equal("Degraded", (await HealthAsync(service))["status"]!.GetValue<string>());
        string sentence = (await HealthAsync(service))["checks"]!["reload"]!.GetValue<string>();
        Assert.Contains("changed model cannot be used", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, sentence, StringComparison.Ordinal);
        // One failure per change, not one per look.
        LookTwice(service);
        Assert.Equal(1, (await Scrape.ReadAsync(service.Client)).Value("genrenet_server_reloads_total", ("what", "model"), ("result", "failed")));

        Rename(Old, path);
        LookTwice(service);
        Assert.Equal("linear", await NetworkAsync(service));
        Assert.Contains("The latest versions are in use", (await HealthAsync(service))["checks"]!["reload"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_weights_that_would_load_are_reported_while_the_old_model_stays()
    {
        string path = _folder.File("model.onnx");
        byte[] model = new TestModel { Bias = [2, 1, 0.5f] }.ToFile();
        await File.WriteAllBytesAsync(path, model, Stop);
        await using TestService service = await StartAsync(path);
        string card = await CardAsync(service);
        model[model.AsSpan().LastIndexOf(BitConverter.GetBytes(0.5f)) + 3] ^= 0x80;
        await File.WriteAllBytesAsync(_folder.File("damaged"), model, Stop);
        File.Move(_folder.File("damaged"), path, overwrite: true);
        LookTwice(service);
        Assert.Equal("test", await NetworkAsync(service));
        Assert.Equal(card, await CardAsync(service));
        Assert.Contains("changed model cannot be used", (await HealthAsync(service))["checks"]!["reload"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbolic_link_to_the_folder_of_the_model_can_be_replaced()
    {
        // As Kubernetes mounts a volume: model.onnx -> ..data/model.onnx, and ..data is swapped.
        foreach ((string version, string model) in ((string, string)[])[("..1", Old), ("..2", New)])
        {
            Directory.CreateDirectory(_folder.File(version));
            File.Copy(model, Path.Combine(_folder.File(version), "model.onnx"));
        }

        Directory.CreateSymbolicLink(_folder.File("..data"), "..1");
        File.CreateSymbolicLink(_folder.File("model.onnx"), "..data/model.onnx");
        await using TestService service = await StartAsync(_folder.File("model.onnx"));
        LookTwice(service);
        Assert.Equal("linear", await NetworkAsync(service));

        Directory.CreateSymbolicLink(_folder.File("..tmp"), "..2");
        File.Delete(_folder.File("..data"));
        Directory.Move(_folder.File("..tmp"), _folder.File("..data"));
        LookTwice(service);
        Assert.Equal("cnn-small", await NetworkAsync(service));
    }

    [Fact]
    public async Task A_file_that_is_still_being_copied_is_not_loaded()
    {
        string path = _folder.File("model.onnx");
        File.Copy(Old, path);
        await using TestService service = await StartAsync(path);
        var reload = service.Services.GetRequiredService<ReloadService>();
        byte[] model = await File.ReadAllBytesAsync(New, Stop);
        await using (var copy = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            foreach (byte[] part in model.Chunk((model.Length / 3) + 1))
            {
                copy.Write(part);
                copy.Flush();
                reload.Look();
            }
        }

        Assert.Equal("linear", await NetworkAsync(service));
        LookTwice(service);
        Assert.Equal("cnn-small", await NetworkAsync(service));
        Assert.Equal(0, (await Scrape.ReadAsync(service.Client)).Value("genrenet_server_reloads_total", ("what", "model"), ("result", "failed")));
    }

    [Fact]
    public async Task A_request_ends_with_the_model_that_it_began_with()
    {
        string path = _folder.File("model.onnx");
        File.Copy(Old, path);
        await using TestService service = await StartAsync(path);
        // It is classified twice, and the model is replaced between its upload and its end.
        Task<HttpResponseMessage> running = service.Client.PostAsync("/predict?timeline_seconds=3", TestService.Form(TestClip.Long(minutes: 59)), Stop);
        while (!(await Scrape.ReadAsync(service.Client)).All.Any(series => series is { Name: "genrenet_classify_active", Value: 1 }))
        {
            Assert.False(running.IsCompleted, "the clip is too short for this test");
        }

        Rename(New, path);
        service.Services.GetRequiredService<ReloadService>().ReloadAll();
        Assert.False(running.IsCompleted, "the clip is too short for this test");
        Assert.Equal("cnn-small", await NetworkAsync(service));
        using HttpResponseMessage answer = await running;
        Assert.True(answer.IsSuccessStatusCode);
        JsonNode prediction = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal("linear", prediction["model"]!["network"]!.GetValue<string>());
        Assert.True(prediction["timeline"]!.AsArray().Count > 100);
    }

    private static Task<TestService> StartAsync(string model) => TestService.StartWithAsync(("GenreNet:ModelPath", model), ("GenreNet:Server:ReloadSeconds", "0"));

    /// <summary>As the service does by itself every few seconds; a change has to be there at two looks.</summary>
    private static void LookTwice(TestService service)
    {
        var reload = service.Services.GetRequiredService<ReloadService>();
        reload.Look();
        reload.Look();
    }

    private void Rename(string source, string path)
    {
        File.Copy(source, _folder.File("fresh"));
        File.Move(_folder.File("fresh"), path, overwrite: true);
    }

    private static async Task<string> NetworkAsync(TestService service)
    {
        using HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2)), Stop);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["model"]!["network"]!.GetValue<string>();
    }

    private static async Task<string> CardAsync(TestService service) =>
        (await Scrape.ReadAsync(service.Client)).All.Single(series => series is { Name: "genrenet_model_info", Value: 1 }).Labels["card"];

    private static async Task<JsonNode> HealthAsync(TestService service) => JsonNode.Parse(await service.Client.GetStringAsync("/health/ready", Stop))!;
}
