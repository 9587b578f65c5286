using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>The width that the tests of this namespace run at.</summary>
public class LanesTests
{
    /// <summary>Set by <see cref="EveryWidthTests"/> in the processes that it starts.</summary>
    public const string Variable = "GENRENET_EXPECTED_LANES";

    private static string Here => string.Join(", ", new[]
    {
        $"{Vector<float>.Count} lanes",
        Avx512F.IsSupported ? "AVX-512" : "",
        Avx2.IsSupported ? "AVX2" : "",
        Vector.IsHardwareAccelerated ? "" : "scalar",
    }.Where(part => part.Length > 0));

    [Fact]
    public void The_width_is_the_expected_one()
    {
        string? expected = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(expected is null, "any width will do");
        Assert.Equal(expected, Here);
    }
}
