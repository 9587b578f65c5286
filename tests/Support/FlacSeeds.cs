namespace GenreNet.Tests.Support;

/// <summary>Short FLAC files with every feature of the format, to be mutated.</summary>
internal static class FlacSeeds
{
    /// <summary>Complete files by name.</summary>
    public static IEnumerable<(string Name, byte[] Content)> All()
    {
        foreach ((string name, FlacCoding coding) in Codings())
        {
            foreach (int bits in (int[])[8, 16, 24, 32])
            {
                FlacChannels stereo = bits switch
                {
                    8 => FlacChannels.Independent,
                    16 => FlacChannels.MidSide,
                    24 => FlacChannels.LeftSide,
                    _ => FlacChannels.SideRight,
                };
                int[][] sound = coding.IsConstant ? [[.. new int[300]], [.. new int[300]]] : [Tone(bits, 0.02), Tone(bits, 0.03)];
                FlacCoding fitting = coding with { HasLongParameters = bits > 16 };
                yield return ($"{name}-{bits}", FlacEncoder.File(sound, bits, fitting, new FlacFrameFields(stereo), blockSize: 128));
            }
        }

        int[][] many = [.. Enumerable.Range(1, 8).Select(i => Tone(16, i * 0.01))];
        var variable = new FlacFrameFields(HasVariableSize: true, SampleRateCode: 13, BitsCode: 4);
        yield return ("channels", FlacEncoder.File(many, 16, new FlacCoding(), variable, blockSize: 128));
        var complete = new FlacFrameFields(SampleRateCode: 12, BitsCode: 4);
        byte[] frames = FlacEncoder.Frames(many, 16, _ => FlacCoding.Linear(8), complete, blockSize: 100);
        yield return ("frames", frames);
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0];
        byte[] info = FlacEncoder.StreamInfo(many, 16, 8000, total: 0, md5: new byte[16]);
        byte[] other = [.. FlacEncoder.Block(4, new byte[40]), .. FlacEncoder.Block(1, new byte[30], isLast: true)];
        yield return ("unknown", [.. tag, .. "fLaC"u8, .. info, .. other, .. frames, .. "TAG"u8, .. new byte[125]]);
    }

    /// <summary>Makes the checksums of frame headers right again, so that changes in headers reach the decoder.</summary>
    public static byte[] WithHeaderChecksums(byte[] file)
    {
        byte[] repaired = [.. file];
        for (int i = 0; i + 16 < repaired.Length; i++)
        {
            if (repaired[i] == 0xFF && (repaired[i + 1] & 0xFE) == 0xF8)
            {
                int number = repaired[i + 4] < 0x80 ? 1 : Math.Clamp(8 - (int)Math.Ceiling(Math.Log2(256 - repaired[i + 4])), 2, 7);
                int sizeLength = (repaired[i + 2] >> 4) switch { 6 => 1, 7 => 2, _ => 0 };
                int rateLength = (repaired[i + 2] & 15) switch { 12 => 1, 13 or 14 => 2, _ => 0 };
                int length = 4 + number + sizeLength + rateLength;
                repaired[i + length] = (byte)FlacBitWriter.Crc(repaired.AsSpan(i, length), 8, 0x07);
            }
        }

        return repaired;
    }

    private static IEnumerable<(string Name, FlacCoding Coding)> Codings() =>
    [
        ("constant", new FlacCoding { IsConstant = true }),
        ("verbatim", new FlacCoding { IsVerbatim = true }),
        ("fixed", new FlacCoding { FixedOrder = 3, PartitionOrder = 2 }),
        ("linear", FlacCoding.Linear(10) with { PartitionOrder = 1, IsEscaped = i => i == 1 }),
        ("long", FlacCoding.Linear(32)),
    ];

    private static int[] Tone(int bits, double step) =>
        [.. Enumerable.Range(0, 300).Select(i => (int)(0.9 * Math.Pow(2, bits - 1) * Math.Sin(i * step)))];
}
