using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Inference;

/// <summary>Checks whether ffmpeg is installed and decodes audio.</summary>
internal static class FfmpegProbe
{
    private const string Name = "ffmpeg";
    private const string Remedy = "install ffmpeg or put it on PATH (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg); without ffmpeg, only WAV, AU, AIFF, FLAC, MP3 and Ogg can be decoded";

    /// <summary>Searches for ffmpeg and decodes a clip that only ffmpeg can decode.</summary>
    public static EnvironmentCheck Check()
    {
        if (AudioFile.FfmpegPath is not { } path)
        {
            return new EnvironmentCheck(Name, CheckStatus.Warning, "not found on PATH", Remedy);
        }

        try
        {
            using var clip = new MemoryStream(AdpcmClip());
            using AudioReader reader = AudioFile.Open(clip, "a synthetic clip");
            float[] samples = new float[4096];
            int count = reader.Read(samples);
            return count > 0
                ? new EnvironmentCheck(Name, CheckStatus.Passed, $"{Version(path)}, {path}, decodes a test clip")
                : new EnvironmentCheck(Name, CheckStatus.Warning, $"{path} decodes no samples of a test clip", Remedy);
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or Win32Exception or InvalidOperationException)
        {
            return new EnvironmentCheck(Name, CheckStatus.Warning, $"{path} cannot decode a test clip ({problem.Message.TrimEnd('.')})", Remedy);
        }
    }

    private static string Version(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo(path, "-version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        string first = process.StandardOutput.ReadLine() ?? string.Empty;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // "ffmpeg version 5.1.6-0+deb12u1 Copyright (c) 2000-2024 the FFmpeg developers"
        return first.Split(' ') is ["ffmpeg", "version", var version, ..] ? version : "unknown version";
    }

    /// <summary>
    /// Creates 0.1 s of silence in a codec that only ffmpeg decodes: IMA ADPCM, four blocks of 256 bytes with 505 samples each.
    /// </summary>
    private static byte[] AdpcmClip()
    {
        const int BlockLength = 256, BlockCount = 4, SamplesPerBlock = 505, Rate = 22050, HeaderLength = 48;
        byte[] clip = new byte[HeaderLength + (BlockLength * BlockCount)];
        Span<byte> header = clip;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], clip.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 20);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 0x11);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Rate * BlockLength / SamplesPerBlock);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], BlockLength);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 4);
        BinaryPrimitives.WriteInt16LittleEndian(header[36..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[38..], SamplesPerBlock);
        "data"u8.CopyTo(header[40..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[44..], BlockLength * BlockCount);
        return clip;
    }
}
