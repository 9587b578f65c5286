using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Packages.Tests.Support;

/// <summary>The scripts of samples/scripts in a folder outside the repository, with a nuget.config for the feed and some music.</summary>
public sealed class ScriptFolder : IDisposable
{
    public const int Seconds = 6;
    public const int SampleRate = 22050;

    private readonly TemporaryFolder _folder = new();

    public ScriptFolder(Feed feed)
    {
        foreach (string file in Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot.Path, "samples", "scripts")))
        {
            File.Copy(file, _folder.File(System.IO.Path.GetFileName(file)));
        }

        // The committed file has the folder of the packages relative to the repository, and uses the sources of the user as well.
        string config = File.ReadAllText(_folder.File("nuget.config"));
        Assert.Contains("\"../../packages\"", config, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("nuget.config"), config
            .Replace("\"../../packages\"", $"\"{feed.Packages}\"", StringComparison.Ordinal)
            .Replace("<packageSources>", "<packageSources><clear />", StringComparison.Ordinal));

        float[] one = Render(0);
        Write("one", one);
        Write("copy", [.. one.Select(sample => 0.7f * sample)]);
        Write("two", Render(1));
        Write("three", Render(2));
    }

    /// <summary>The songs in the folder <c>music</c>.</summary>
    public static string[] Songs { get; } = ["copy.wav", "one.wav", "three.wav", "two.wav"];

    public string Path => _folder.Path;

    /// <summary>Runs a script. Its build is kept in the temporary folder, not in that of the user.</summary>
    internal ToolResult Run(string script, params string[] arguments) => Tool.Run(
        _folder.Path,
        // .NET ignores the variable if the folder does not exist.
        new() { ["XDG_DATA_HOME"] = Directory.CreateDirectory(_folder.File("builds")).FullName },
        "dotnet",
        ["run", script, "--", .. arguments]);

    public void Dispose() => _folder.Dispose();

    private static float[] Render(int style) => SyntheticDataset.Render(SyntheticDataset.Styles[style], seed: 1, Seconds).Samples.ToArray();

    private void Write(string name, float[] samples) => WavWriter.Write(_folder.File("music", $"{name}.wav"), samples, SampleRate);
}
