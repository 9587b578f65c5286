using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Signal;

public class Float16Tests
{
    /// <summary>Every number of half precision, the ties between neighbours, and what is next to the ties.</summary>
    [Fact]
    public void Numbers_are_rounded_like_the_conversion_to_Half()
    {
        for (ushort bits = 0; bits < BitConverter.HalfToUInt16Bits(Half.MaxValue); bits++)
        {
            float here = (float)BitConverter.UInt16BitsToHalf(bits);
            float next = (float)BitConverter.UInt16BitsToHalf((ushort)(bits + 1));
            float tie = (here + next) / 2;
            foreach (float value in (ReadOnlySpan<float>)[here, tie, MathF.BitDecrement(tie), MathF.BitIncrement(tie), (0.75f * here) + (0.25f * next)])
            {
                Assert.Equal((float)(Half)value, Float16.Round(new Vector<float>(value))[0]);
            }
        }
    }

    [Theory]
    [InlineData(65_504)]
    [InlineData(70_000)]
    [InlineData(1e30)]
    public void Larger_numbers_stay_finite(float value) => Assert.Equal(65_504f, Float16.Round(new Vector<float>(value))[0]);
}
