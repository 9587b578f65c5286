namespace GenreNet.Core.Tests.Audio.Flac;

/// <summary>Every way to code the samples of a channel.</summary>
public class FlacSubframeTests
{
    private const int Length = 1500;

    public static TheoryData<int> BitDepths { get; } = [.. Enumerable.Range(4, 29)];

    public static TheoryData<int> Orders { get; } = [.. Enumerable.Range(1, 32)];

    [Theory]
    [MemberData(nameof(BitDepths))]
    public void Every_bit_depth_is_decoded_with_every_predictor(int bits)
    {
        int[][] sound = FlacSound.Channels(1, bits, Length);
        int[][] constant = [[.. Enumerable.Repeat(-(1 << (bits - 1)), Length)]];
        FlacSound.Check(constant, bits, new FlacCoding { IsConstant = true });
        FlacSound.Check(sound, bits, new FlacCoding { IsVerbatim = true });
        bool isLong = bits > 16;
        var coding = new FlacCoding { HasLongParameters = isLong };
        Assert.All(Enumerable.Range(0, 5), order => FlacSound.Check(sound, bits, coding with { FixedOrder = order }));
        Assert.All((int[])[1, 8, 12, 32], order => FlacSound.Check(sound, bits, FlacCoding.Linear(order) with { HasLongParameters = isLong }));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_order_of_a_predictor_is_decoded(int order)
    {
        int[][] sound = FlacSound.Channels(2, 16, Length);
        FlacSound.Check(sound, 16, FlacCoding.Linear(order), blockSize: 192);
        FlacSound.Check(sound, 16, FlacCoding.Linear(order, precision: 5, shift: 3), blockSize: 192);
        // A block that holds little or nothing but the samples in front of the residual.
        FlacSound.Check([sound[0][..(33 * 3)]], 16, FlacCoding.Linear(order), blockSize: 33);
        FlacSound.Check([sound[0][..(order * 3)]], 16, FlacCoding.Linear(order), blockSize: order);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 12)]
    [InlineData(2, 0)]
    [InlineData(15, 0)]
    [InlineData(15, 15)]
    public void Coefficients_have_1_to_15_bits_and_any_shift(int precision, int shift) => FlacSound.Check(
        FlacSound.Channels(1, 12, Length), 12, FlacCoding.Linear(4, precision, shift) with { HasLongParameters = true });

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(32)]
    public void Sums_of_a_predictor_may_need_more_than_32_bits(int bits)
    {
        int full = (int)((1L << (bits - 1)) - 1);
        int[][] square = [[.. Enumerable.Range(0, Length).Select(i => i % 100 < 50 ? full : -full - 1)]];
        foreach (int order in (int[])[3, 7, 11, 32])
        {
            // The largest coefficients of alternating signs, but for one: their sums cancel, and each product is far out of range.
            int[] coefficients = [.. Enumerable.Range(0, order).Select(i => i % 2 == 0 ? 16383 : -16384)];
            var coding = new FlacCoding { Coefficients = coefficients, Shift = 14, HasLongParameters = true };
            FlacSound.Check(bits == 32 ? [[.. square[0].Select(s => s / 4)]] : square, bits, coding);
        }
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 3)]
    [InlineData(16, 15)]
    [InlineData(24, 8)]
    [InlineData(32, 8)]
    [InlineData(32, 31)]
    public void Low_bits_that_are_zero_are_restored(int bits, int wasted)
    {
        int[][] sound = [.. FlacSound.Channels(2, bits, Length).Select(c => Array.ConvertAll(c, s => s >> wasted << wasted))];
        var coding = new FlacCoding { WastedBits = wasted, HasLongParameters = true };
        FlacSound.Check(sound, bits, coding);
        FlacSound.Check(sound, bits, coding with { IsVerbatim = true });
        FlacSound.Check(sound, bits, FlacCoding.Linear(4) with { WastedBits = wasted, HasLongParameters = true });
        FlacSound.Check([[.. new int[Length]]], bits, coding with { IsConstant = true });
        FlacSound.Check(sound, bits, coding, new FlacFrameFields(FlacChannels.LeftSide));
        FlacSound.Check(sound, bits, coding, new FlacFrameFields(FlacChannels.SideRight));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(true, 8)]
    public void A_residual_is_decoded_in_partitions_with_and_without_a_Rice_code(bool hasLongParameters, int partitionOrder)
    {
        int[][] sound = FlacSound.Channels(2, 16, 4096 * 2);
        Array.Clear(sound[0], 2000, 900);
        FlacCoding coding = new() { HasLongParameters = hasLongParameters, PartitionOrder = partitionOrder };
        FlacSound.Check(sound, 16, coding, blockSize: 4096);
        // Partitions of zeros have a width of zero.
        FlacSound.Check(sound, 16, coding with { IsEscaped = i => i % 2 == 1 }, blockSize: 4096);
        FlacSound.Check(sound, 16, coding with { IsEscaped = _ => true }, blockSize: 4096);
        FlacSound.Check(sound, 16, coding with { FixedOrder = 0 }, blockSize: 4096);
    }

    [Fact]
    public void The_first_partition_may_be_empty()
    {
        int[][] sound = FlacSound.Channels(1, 16, 64 * 3);
        FlacSound.Check(sound, 16, new FlacCoding { FixedOrder = 4, PartitionOrder = 4 }, blockSize: 64);
        FlacSound.Check(sound, 16, FlacCoding.Linear(32) with { PartitionOrder = 1 }, blockSize: 64);
    }

    [Fact]
    public void Fifteen_is_the_highest_order_of_partitions() => FlacSound.Check(
        FlacSound.Channels(1, 16, 32768), 16, new FlacCoding { FixedOrder = 1, PartitionOrder = 15 }, blockSize: 32768);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(30)]
    public void Every_Rice_parameter_is_decoded_with_quotients_of_any_length(int parameter)
    {
        var random = new Random(parameter);
        // Without a prediction the residual is the sound: a parameter of 0 has up to 4000 zeros per sample.
        int[][] sound = [[.. Enumerable.Range(0, Length).Select(i => i % 40 == 0 ? random.Next(-2000, 2000) : random.Next(-3, 4))]];
        FlacSound.Check(sound, 16, new FlacCoding { FixedOrder = 0, HasLongParameters = parameter > 14, Parameter = _ => parameter });
    }

    [Theory]
    [InlineData(FlacChannels.LeftSide)]
    [InlineData(FlacChannels.SideRight)]
    [InlineData(FlacChannels.MidSide)]
    public void Differences_of_channels_are_decoded_at_every_bit_depth(object stereo)
    {
        var fields = new FlacFrameFields((FlacChannels)stereo);
        foreach (int bits in (int[])[4, 8, 15, 16, 17, 24, 31, 32])
        {
            int[][] sound = FlacSound.Channels(2, bits, Length);
            // Channels of opposite sign: the difference needs another bit, which is the 33rd of 32-bit audio.
            int[][] opposite = [sound[0], Array.ConvertAll(sound[0], s => ~s)];
            var coding = new FlacCoding { HasLongParameters = bits > 16 };
            Assert.All((int[][][])[sound, opposite], channels =>
            {
                FlacSound.Check(channels, bits, coding, fields);
                FlacSound.Check(channels, bits, coding with { IsVerbatim = true }, fields);
                FlacSound.Check(channels, bits, FlacCoding.Linear(8) with { HasLongParameters = bits > 16 }, fields);
            });
            int low = -(1 << (bits - 1));
            int[][] extreme = [[.. Enumerable.Repeat(low, 600)], [.. Enumerable.Repeat(~low, 600)]];
            FlacSound.Check(extreme, bits, coding with { IsConstant = true }, fields);
        }
    }
}
