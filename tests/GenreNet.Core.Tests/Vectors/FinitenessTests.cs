using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>No signal that is accepted may give what is no number, however loud, quiet or odd it is.</summary>
public class FinitenessTests
{
    private const float Largest = 1e14f;

    private static readonly Dictionary<string, Func<int, float>> Signals = new()
    {
        ["constant"] = _ => Largest,
        ["square"] = n => n / 50 % 2 == 0 ? Largest : -Largest,
        ["alternating"] = n => n % 2 == 0 ? Largest : -Largest,
        ["impulse"] = n => n == 700 ? Largest : 0,
        ["step"] = n => n < 1500 ? 0 : -Largest,
        ["smallest number"] = _ => float.Epsilon,
        ["subnormal numbers"] = n => n % 3 * 1e-41f,
        ["power below the smallest number"] = n => MathF.Sin(n) * 1e-24f,
        ["power below the smallest normal number"] = n => MathF.Sin(n) * 1e-20f,
        ["negative zeros"] = _ => -0f,
        ["almost silence"] = n => n % 1000 == 0 ? 1e-10f : 0,
    };

    public static TheoryData<string> Names { get; } = [.. Signals.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_of_an_unusual_signal_is_finite(string name) =>
        Check([.. Enumerable.Range(0, 3000).Select(Signals[name])]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_value_of_random_exponents_is_finite(ulong seed)
    {
        var random = new SeededRandom(seed);
        Check([.. Enumerable.Range(0, 3000)
            .Select(_ => (float)(random.NextDouble(-1, 1) * Math.Pow(10, random.NextDouble(-46, 14))))]);
    }

    private static void Check(float[] clip)
    {
        foreach (Layout layout in (Layout[])[new(64, 300), new(1024, 700, FramePadding.Edge), new(2048, 900, FramePadding.Reflect)])
        {
            foreach (FrameOptions feature in layout.Features)
            {
                float[] values = new FeatureExtractor(feature).Extract(clip);
                int bad = Array.FindIndex(values, value => !float.IsFinite(value));
                Assert.True(bad < 0, $"Value {bad} of {values.Length} is not finite: {feature}");
            }
        }
    }
}
