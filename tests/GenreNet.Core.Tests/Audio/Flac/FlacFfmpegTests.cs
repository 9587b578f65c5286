using System.Diagnostics;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Flac;

/// <summary>Files of ffmpeg's encoder give the samples that ffmpeg decodes, bit by bit.</summary>
public sealed class FlacFfmpegTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("s16", 1, "-compression_level", "0")]
    [InlineData("s16", 2, "-compression_level", "5")]
    [InlineData("s16", 2, "-compression_level", "12")]
    [InlineData("s16", 6, "-compression_level", "8", "-ch_mode", "indep")]
    [InlineData("s16", 2, "-ch_mode", "left_side")]
    [InlineData("s16", 2, "-ch_mode", "right_side", "-lpc_type", "fixed")]
    [InlineData("s16", 2, "-ch_mode", "mid_side", "-frame_size", "16")]
    [InlineData("s16", 2, "-lpc_type", "cholesky", "-max_prediction_order", "32", "-frame_size", "4608")]
    [InlineData("s32", 1, "-compression_level", "8")]
    [InlineData("s32", 2, "-compression_level", "5", "-frame_size", "65535")]
    [InlineData("s32", 8, "-lpc_coeff_precision", "15")]
    public void Its_files_are_decoded_as_it_decodes_them(string samples, int channels, params string[] options)
    {
        string flac = _folder.File("sound.flac");
        IEnumerable<string> tones = Enumerable.Range(0, channels)
            .Select(c => $"0.6*sin(2*PI*t*(220+{c * 37}))+0.3*sin(900*t*t)+0.05*random({c})");
        string input = $"aevalsrc='{string.Join('|', tones)}':s=22050:d=1.5";
        Run(["-f", "lavfi", "-i", input, "-c:a", "flac", "-sample_fmt", samples, "-strict", "-2", .. options, flac]);
        string wav = _folder.File("sound.wav");
        Run("-i", flac, "-c:a", "pcm_f32le", wav);
        AudioBuffer expected = AudioBuffer.Load(wav);
        AudioBuffer decoded = AudioBuffer.Load(flac);
        Assert.Equal(expected.Samples.ToArray(), decoded.Samples.ToArray());
        Assert.Equal(expected.SampleRate, decoded.SampleRate);
        Assert.Empty(decoded.Warnings);
    }

    private static void Run(params string[] arguments)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        using Process process = Process.Start(AudioFile.FfmpegPath, ["-v", "error", "-y", "-nostdin", .. arguments]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
