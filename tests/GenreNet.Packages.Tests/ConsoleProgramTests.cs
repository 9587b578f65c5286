using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A program outside the repository that has the package from a feed.</summary>
[Slow]
public class ConsoleProgramTests(Feed feed)
{
    private static readonly string Library = OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    [Fact]
    public void The_program_prints_the_genre_of_a_clip()
    {
        Assert.Equal((0, string.Empty), (feed.Answer.ExitCode, feed.Answer.Error));
        Assert.Matches(@"^[a-z]+ 0\.\d{4}\s*$", feed.Answer.Output);
    }

    [Fact]
    public void The_program_does_not_contain_torch()
    {
        string[] files = [.. Directory.EnumerateFiles(feed.Published, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))];
        Assert.Contains(Library, files);
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(Directory.EnumerateFiles(feed.Published, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), 1, 60_000_000);
    }

    [Theory]
    [InlineData(null, "is not in the program's folder", "publish for the target platform")]
    [InlineData("no library at all", "cannot be loaded", "publish again for the target platform")]
    public void Without_the_native_library_the_program_prints_a_remedy(string? content, string reason, string remedy)
    {
        string folder = feed.Folder(content is null ? "without" : "damaged");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(feed.Published))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.Delete(Path.Combine(folder, Library));
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(folder, Library), content);
        }

        ToolResult result = Tool.Run(folder, "dotnet", "console.dll", feed.Clip);
        Assert.Equal(1, result.ExitCode);
        string sentence = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Library, sentence, StringComparison.Ordinal);
        Assert.Contains(reason, sentence, StringComparison.Ordinal);
        Assert.Contains(remedy, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_for_any_platform_loads_the_code_compiled_for_this_one()
    {
        Assert.SkipUnless(Feed.ReadyToRunPlatforms.Contains(Feed.Rid), $"The packages have no code for {Feed.Rid}");
        (string built, string published) = (feed.Programs.Inference.Output, feed.Programs.Inference.Published);
        foreach (string output in (string[])[built, published])
        {
            ToolResult result = Tool.Run(output, "dotnet", feed.Programs.Inference.Assembly);
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
            Assert.Equal(
                ((string[])["GenreNet.Core", "GenreNet.Inference"]).Select(id => Path.Combine(output, "runtimes", Feed.Rid, "lib", "net10.0", $"{id}.dll")),
                result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        // A build runs on this machine only, a published program on all.
        Assert.Equal([Feed.Rid], Platforms(built));
        Assert.Equal(Feed.ReadyToRunPlatforms, Platforms(published));

        static string[] Platforms(string output) => [.. Directory.GetFiles(output, "GenreNet.Core.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(output, file).Split(Path.DirectorySeparatorChar))
            .Where(parts => parts[0] == "runtimes").Select(parts => parts[1]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void The_native_program_prints_the_same_result()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || Tool.Exists("clang") || Tool.Exists("gcc"), "NativeAOT needs clang or gcc to link");
        string folder = feed.Folder("native");
        Tool.Dotnet(feed.Console, "publish", "-c", "Release", "-r", Feed.Rid, "-p:PublishAot=true", "-o", folder);
        ToolResult native = Tool.Run(folder, Path.Combine(folder, OperatingSystem.IsWindows() ? "console.exe" : "console"), feed.Clip);
        Assert.Equal((0, string.Empty), (native.ExitCode, native.Error));
        Assert.Equal(feed.Answer.Output, native.Output);
        Assert.False(File.Exists(Path.Combine(folder, "console.dll")), "this is no native program");
    }
}
