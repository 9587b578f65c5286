using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;

namespace GenreNet.Benchmarks.Audio;

/// <summary>Measures decoding a file of 30 s at 22 050 Hz in blocks, from the disk cache.</summary>
[MemoryDiagnoser]
public class DecodingBenchmarks : IDisposable
{
    private const ushort Pcm = 1;
    private const ushort IeeeFloat = 3;
    private const ushort MuLaw = 7;

    private readonly float[] _block = new float[1 << 14];
    private TemporaryFolder? _folder;

    /// <summary>Writes the clip in every format, and verifies the files.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        int rate = Clips.Clip.SampleRate;
        ReadOnlySpan<float> mono = Clips.Clip.Samples.Span;
        float[] stereo = [.. Clips.Clip.Samples.ToArray().SelectMany(sample => new[] { sample, sample })];
        byte[] bigEndian = SampleBytes.Int16(mono, bigEndian: true);
        Write(nameof(Wav16), AudioContainers.Wav(Pcm, 16, 1, rate, SampleBytes.Int16(mono)), 1e-4);
        Write(nameof(Wav16Stereo), AudioContainers.Wav(Pcm, 16, 2, rate, SampleBytes.Int16(stereo)), 1e-4);
        Write(nameof(Wav24), AudioContainers.Wav(Pcm, 24, 1, rate, SampleBytes.Int24(mono)), 1e-6);
        Write(nameof(WavFloat32), AudioContainers.Wav(IeeeFloat, 32, 1, rate, SampleBytes.Float32(mono)), 0);
        Write(nameof(WavMuLaw), AudioContainers.Wav(MuLaw, 8, 1, rate, SampleBytes.MuLaw(mono)), 0.04);
        Write(nameof(Au16), AudioContainers.Au(rate, bigEndian), 1e-4);
        Write(nameof(Aiff16), AudioContainers.Aiff(rate, bigEndian), 1e-4);
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Decodes WAV with 16 bits.</summary>
    [Benchmark(Baseline = true)]
    public int Wav16() => Decode(nameof(Wav16));

    /// <summary>Decodes WAV with 16 bits and two channels, which has twice the number of bytes.</summary>
    [Benchmark]
    public int Wav16Stereo() => Decode(nameof(Wav16Stereo));

    /// <summary>Decodes WAV with 24 bits.</summary>
    [Benchmark]
    public int Wav24() => Decode(nameof(Wav24));

    /// <summary>Decodes WAV with floating-point samples.</summary>
    [Benchmark]
    public int WavFloat32() => Decode(nameof(WavFloat32));

    /// <summary>Decodes WAV with the logarithmic samples of telephony (G.711).</summary>
    [Benchmark]
    public int WavMuLaw() => Decode(nameof(WavMuLaw));

    /// <summary>Decodes AU with 16 bits, big-endian.</summary>
    [Benchmark]
    public int Au16() => Decode(nameof(Au16));

    /// <summary>Decodes AIFF with 16 bits, big-endian.</summary>
    [Benchmark]
    public int Aiff16() => Decode(nameof(Aiff16));

    private int Decode(string name)
    {
        using AudioReader reader = AudioFile.Open(_folder![name]);
        int count = 0;
        int read;
        while ((read = reader.Read(_block)) > 0)
        {
            count += read;
        }

        return count;
    }

    private void Write(string name, byte[] file, double tolerance)
    {
        File.WriteAllBytes(_folder![name], file);
        ReadOnlySpan<float> expected = Clips.Clip.Samples.Span;
        ReadOnlySpan<float> decoded = AudioBuffer.Load(_folder[name]).Samples.Span;
        if (decoded.Length != expected.Length)
        {
            throw new InvalidDataException($"{name} decodes to {decoded.Length} samples instead of {expected.Length}.");
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(Math.Clamp(expected[i], -1, 1) - decoded[i]) > tolerance)
            {
                throw new InvalidDataException($"Sample {i} of {name} decodes to {decoded[i]} instead of {expected[i]}.");
            }
        }
    }
}
