using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>Runs the tests of the fast paths in processes that see other hardware.</summary>
public class VectorWidthTests
{
    private const string ExpectedLanes = "GENRENET_EXPECTED_LANES";

    private static string? Lanes => Environment.GetEnvironmentVariable(ExpectedLanes);

    [Fact]
    public void This_process_has_the_width_that_it_was_started_for()
    {
        Assert.SkipWhen(Lanes is null, "started for no width in particular");
        Assert.Equal(Lanes, Vector.IsHardwareAccelerated ? Vector<float>.Count.ToString(CultureInfo.InvariantCulture) : "none");
    }

    [Theory]
    [InlineData("16", "DOTNET_MaxVectorTBitWidth=512", "DOTNET_PreferredVectorBitWidth=512")]
    [InlineData("8", "DOTNET_EnableAVX512=0")]
    [InlineData("4", "DOTNET_EnableAVX2=0")]
    [InlineData("none", "DOTNET_EnableHWIntrinsic=0")]
    public async Task Fast_paths_hold_at_every_width(string lanes, params string[] settings)
    {
        Assert.SkipUnless(Lanes is null, "a process started for a width starts no others");
        Assert.SkipUnless(lanes != "16" || Avx512F.IsSupported, "this processor has no AVX-512");
        Assert.SkipUnless(lanes == "none" || Avx2.IsSupported, "this processor has no AVX2 to turn off");

        string program = Path.Combine(AppContext.BaseDirectory, "GenreNet.Core.Tests.dll");
        string[] tests = ["GenreNet.Core.Tests.Vectors.*", "*.LibrosaFeatureTests", "*.PcmReaderTests", "*.DotProductTests", "*.DecibelsTests", "*.LogarithmTests"];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "-noColor", .. tests.SelectMany(t => (string[])["-class", t])])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ExpectedLanes] = lanes;
        foreach (string[] setting in settings.Select(s => s.Split('=')))
        {
            start.Environment[setting[0]] = setting[1];
        }

        using var process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"with {string.Join(", ", settings)}:\n{output}\n{await error}");
        Assert.Contains("Failed: 0,", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0,", output, StringComparison.Ordinal);
    }
}
