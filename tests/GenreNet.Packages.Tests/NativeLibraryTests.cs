using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The native libraries in the output of a program that has the package, without a runtime identifier.</summary>
[Slow]
public class NativeLibraryTests(Feed feed)
{
    // Those that a program for net10.0 without an operating system in its target framework can run on.
    private static readonly string[] Desktops = ["linux-arm64", "linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    [Theory]
    [InlineData("GenreNet.Inference")]
    [InlineData("GenreNet.NAudio")]
    public void A_build_has_those_of_this_machine_and_a_published_program_those_of_all(string package)
    {
        Assert.SkipUnless(Desktops.Contains(Feed.Rid), $"ONNX Runtime has no library for {Feed.Rid}");
        BuiltProgram program = package == "GenreNet.NAudio" ? feed.Programs.NAudio : feed.Programs.Inference;
        Assert.Equal([Feed.Rid], Platforms(program.Output));
        Assert.Equal(Desktops, Platforms(program.Published));
        Assert.InRange(Size(program.Output), 1, 60_000_000);
        ToolResult result = Tool.Run(program.Output, "dotnet", program.Assembly, feed.Clip);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(result, Tool.Run(program.Published, "dotnet", program.Assembly, feed.Clip));
    }

    [Fact]
    public void A_property_keeps_all()
    {
        string output = feed.Programs.AllLibraries.Output;
        Assert.Equal(["android", "ios", .. Desktops], Platforms(output));
        Assert.True(Size(output) > 200_000_000, "the package of ONNX Runtime has become small: the targets may no longer be needed");
    }

    [Fact]
    public void With_a_runtime_identifier_the_libraries_are_those_of_it()
    {
        string output = Path.Combine(feed.Programs.Windows.Output, "win-x64");
        Assert.True(File.Exists(Path.Combine(output, "onnxruntime.dll")));
        Assert.False(Directory.Exists(Path.Combine(output, "runtimes")));
    }

    private static string[] Platforms(string folder) =>
        [.. Directory.GetDirectories(Path.Combine(folder, "runtimes")).Select(runtime => Path.GetFileName(runtime)).Order(StringComparer.Ordinal)];

    private static long Size(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
