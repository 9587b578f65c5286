using GenreNet.Core;

namespace GenreNet.Inference.Tests.Models;

public sealed class InstalledModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_environment_variable_sets_the_models_folder_and_must_be_absolute()
    {
        Assert.Equal("/srv/genrenet", Folder(("GENRENET_HOME", "/srv/genrenet"), ("XDG_CACHE_HOME", "/cache")));
        string message = Assert.Throws<GenreNetException>(() => Folder(("GENRENET_HOME", "models"))).Message;
        Assert.Contains("GENRENET_HOME is 'models', which is a relative path", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_variable_the_folder_follows_the_convention_of_Linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The convention applies to Linux only");
        Assert.Equal("/cache/genrenet", Folder(("XDG_CACHE_HOME", "/cache")));
        string home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "genrenet");
        Assert.Equal(home, Folder());
        // The XDG specification: relative paths are ignored. So is an empty variable.
        Assert.Equal(home, Folder(("XDG_CACHE_HOME", "cache"), ("GENRENET_HOME", "")));
    }

    [Fact]
    public void A_name_finds_its_file_and_pretrained_finds_the_best_model()
    {
        Assert.Null(InstalledModels.Find(_folder.Path, "pretrained"));
        Assert.Empty(InstalledModels.List(_folder.Path));
        string[] worstFirst = ["gtzan-mn04", "gtzan-musicnn", "gtzan-mn04-musicnn"];
        foreach (string name in worstFirst)
        {
            string path = _folder.File("models", $"{name}.onnx");
            File.WriteAllText(path, string.Empty);
            Assert.Equal(path, InstalledModels.Find(_folder.Path, name));
            Assert.Equal(path, InstalledModels.Find(_folder.Path, "pretrained"));
        }

        Assert.Null(InstalledModels.Find(_folder.Path, "audioset"));
        File.WriteAllText(_folder.File("models", "half.onnx.partial"), string.Empty);
        Assert.Equal(["gtzan-mn04", "gtzan-mn04-musicnn", "gtzan-musicnn"], InstalledModels.List(_folder.Path));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public void A_name_cannot_leave_the_folder(string name)
    {
        File.WriteAllText(_folder.File("secret.onnx"), string.Empty);
        File.WriteAllText(_folder.File("models", "a", "b.onnx"), string.Empty);
        Assert.Null(InstalledModels.Find(_folder.Path, name));
        Assert.Throws<ArgumentException>(() => InstalledModels.PathOf(name));
    }

    [Theory]
    [InlineData("pretrained", "genrenet models get mn04 musicnn")]
    [InlineData("audioset", "genrenet models get mn04")]
    [InlineData("gtzan-musicnn", "genrenet models get musicnn")]
    public void A_model_that_is_not_installed_is_reported_with_the_install_command(string name, string remedy)
    {
        // The tests have a folder without models.
        string message = Assert.Throws<GenreNetException>(() => InstalledModels.Resolve(name)).Message;
        Assert.Contains($"'{name}' is not installed: run '{remedy}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_takes_precedence_and_other_values_are_returned_unchanged()
    {
        string path = _folder.File("audioset");
        File.WriteAllText(path, string.Empty);
        Assert.Equal(path, InstalledModels.Resolve(path));
        Assert.Equal("nowhere.onnx", InstalledModels.Resolve("nowhere.onnx"));
        Assert.Equal(["audioset", "gtzan-mn04", "gtzan-musicnn", "gtzan-mn04-musicnn"], InstalledModels.Names);
    }

    private static string? Folder(params (string Name, string Value)[] variables) =>
        InstalledModels.FolderOf(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
