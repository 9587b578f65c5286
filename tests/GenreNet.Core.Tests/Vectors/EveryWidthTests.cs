using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>
/// Runs the tests of this namespace, and those of the decoders, in processes of their own whose processor seems to lack some of its
/// features: .NET decides once, at the start, how wide a vector is.
/// </summary>
[Slow]
public class EveryWidthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>.NET takes a vector of 512 bits only where it is told to, whatever the processor.</summary>
    [Fact]
    public void Fast_paths_equal_the_references_with_AVX512()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no AVX-512");
        Run("16 lanes, AVX-512, AVX2", ("DOTNET_MaxVectorTBitWidth", "512"), ("DOTNET_PreferredVectorBitWidth", "512"));
    }

    [Fact]
    public void Fast_paths_equal_the_references_with_AVX2()
    {
        Assert.SkipUnless(Avx2.IsSupported, "the processor has no AVX2");
        Run("8 lanes, AVX2", ("DOTNET_EnableAVX512", "0"));
    }

    [Fact]
    public void Fast_paths_equal_the_references_with_128_bits()
    {
        Assert.SkipUnless(Avx2.IsSupported, "the processor has no wider vectors to turn off");
        Run("4 lanes", ("DOTNET_EnableAVX2", "0"));
    }

    [Fact]
    public void Fast_paths_equal_the_references_without_vectors() => Run("4 lanes, scalar", ("DOTNET_EnableHWIntrinsic", "0"));

    private static void Run(string expectedLanes, params (string Name, string Value)[] environment)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(LanesTests.Variable) is not null, "this is such a process already");
        using Process child = Process.Start(StartInfo(expectedLanes, environment))!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        Task<string> errors = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(Patience))
        {
            child.Kill(entireProcessTree: true);
        }

        child.WaitForExit();
        Assert.True(child.ExitCode == 0, $"With {expectedLanes} the tests ended with {child.ExitCode}:\n{output.Result}{errors.Result}");

        // A filter that finds nothing fails nothing either.
        Assert.Contains("Failed: 0", output.Result);
    }

    private static ProcessStartInfo StartInfo(string expectedLanes, (string Name, string Value)[] environment)
    {
        // Started as the program that this is, or by the dotnet that runs it.
        string host = Environment.ProcessPath!;
        bool isProgram = Path.GetFileNameWithoutExtension(host) != "dotnet";
        string everyClass = $"{typeof(EveryWidthTests).Namespace}.*";
        string[] arguments =
        [
            .. isProgram ? [] : new[] { typeof(EveryWidthTests).Assembly.Location },
            "-noColor", "-noLogo",
            "-class", everyClass, "-class-", typeof(EveryWidthTests).FullName!,
            "-class", typeof(Audio.Decoding.PcmReaderTests).FullName!,
        ];
        var start = new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[LanesTests.Variable] = expectedLanes;

        // Everything is compiled as it will run in the long term, instead of first in a hurry.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
