using System.Diagnostics;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio;

/// <summary>What ffmpeg is given, and how it ends.</summary>
public sealed class FfmpegFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Most_containers_are_decoded_from_standard_input_without_opening_files()
    {
        // A stand-in that writes down what it was given.
        string program = Script("echo \"$*\" > \"$(dirname \"$0\")/asked\"; cat > \"$(dirname \"$0\")/input\"; echo 'cannot: secret' >&2; exit 1");
        string path = _folder.File("clip");
        File.WriteAllText(path, "xxxxwvpk\0and so on");
        using FileStream stream = File.OpenRead(path);
        stream.Position = 4;
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.wv", program));
        string asked = File.ReadAllText(_folder.File("asked"));
        Assert.Contains("-protocol_whitelist pipe -format_whitelist", asked, StringComparison.Ordinal);
        Assert.Contains("-i pipe:0 ", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("file", asked, StringComparison.Ordinal);
        Assert.Equal("wvpk\0and so on", File.ReadAllText(_folder.File("input")));
        Assert.Equal("song.wv: the file is damaged and cannot be decoded. Download or export it again.", problem.Message);
        Assert.True(problem.IsAudio);
    }

    [Fact]
    public void The_path_of_the_options_replaces_the_one_on_path()
    {
        string program = Script("cat > /dev/null; touch \"$(dirname \"$0\")/called\"; exit 1");
        string path = _folder.File("clip.wv");
        File.WriteAllText(path, "wvpk\0and so on");
        var options = new AudioFileOptions { FfmpegPath = program };
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(path, options, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(_folder.File("called")));
        File.Delete(_folder.File("called"));
        using FileStream stream = File.OpenRead(path);
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song", options, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(_folder.File("called")));
    }

    [Fact]
    public void A_path_of_ffmpeg_that_does_not_exist_is_named()
    {
        string path = _folder.File("clip.wv");
        File.WriteAllText(path, "wvpk\0and so on");
        string missing = _folder.File("ffmpeg");
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(
            () => AudioFile.Open(path, new AudioFileOptions { FfmpegPath = missing }, TestContext.Current.CancellationToken));
        Assert.StartsWith($"ffmpeg was not found at {missing}. Correct the path", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_variable_comes_before_path()
    {
        string program = Script("exit 1");
        Assert.Equal(program, FfmpegProgram.Find(name => name == "GENRENET_FFMPEG" ? program : "/bin"));
        string folder = Path.GetDirectoryName(program)!;
        Assert.Equal(program, FfmpegProgram.Find(name => name == "PATH" ? $"relative:{folder}" : null));
        Assert.Null(FfmpegProgram.Find(_ => null));
    }

    [Fact]
    public void A_container_that_needs_seeking_is_opened_as_a_file_by_its_own_demuxer_only()
    {
        string program = Script("echo \"$*\" > \"$(dirname \"$0\")/asked\"; exit 1");
        string path = _folder.File("clip");
        File.WriteAllText(path, "\0\0\0\u0018ftypM4A \0and so on");
        using (FileStream stream = File.OpenRead(path))
        {
            Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.m4a", program));
        }

        string asked = File.ReadAllText(_folder.File("asked"));
        Assert.Contains("-protocol_whitelist file -format_whitelist mov ", asked, StringComparison.Ordinal);
        Assert.Contains($"-f mov -enable_drefs 0 -use_absolute_path 0 -i file:{path} ", asked, StringComparison.Ordinal);
        using FileStream middle = File.OpenRead(path);
        using var copied = new MemoryStream(File.ReadAllBytes(path));
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(copied, "song.m4a", program));
        Assert.DoesNotContain(path, File.ReadAllText(_folder.File("asked")), StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_and_processor_time_of_ffmpeg_are_limited_before_it_has_its_input()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "resource limits are set on Linux");
        string program = Script("cat > /dev/null; (ulimit -d; ulimit -v; ulimit -St; ulimit -Ht) > \"$(dirname \"$0\")/limits\"; exit 1");
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream("wvpk\0and so on"u8.ToArray()), "song.wv", program));
        Assert.Equal(["131072", "1048576", "5", "3600"], File.ReadAllLines(_folder.File("limits")));
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_a_missing_dependency()
    {
        string program = Script("exit 0");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead);
        }

        using var stream = new MemoryStream("wvpk\0and so on"u8.ToArray());
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(() => AudioFile.Open(stream, "song.wv", program));
        Assert.StartsWith("ffmpeg could not be started for song.wv", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_fails_is_reported_as_itself()
    {
        string program = Script("cat > /dev/null; exit 1");
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(new BrokenStream(), "song.wv", program));
        Assert.Contains("reading failed (the line is dead)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_is_not_read_after_its_reader_is_disposed()
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        using var wav = new MemoryStream();
        // Samples in a codec that ffmpeg decodes: the reader is closed long before all of them are fed.
        wav.Write(AdpcmWav(4_000_000));
        wav.Position = 0;
        using (AudioReader reader = AudioFile.Open(wav, "long.wav"))
        {
            Assert.True(reader.Read(new float[100]) > 0);
        }

        long position = wav.Position;
        Thread.Sleep(100);
        Assert.Equal(position, wav.Position);
        Assert.True(wav.CanRead);
    }

    [Fact]
    public async Task Cancellation_stops_an_ffmpeg_process_that_does_not_end()
    {
        string program = Script("exec sleep 600");
        string path = _folder.File("clip");
        await File.WriteAllTextAsync(path, "wvpk\0and so on", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => AudioFile.Open(path, program, stop.Token)));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Files_that_are_not_audio_are_distinguished_from_damaged_audio()
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        Assert.False(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream("a letter to a friend"u8.ToArray()), "letter")).IsAudio);
        Assert.True(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream("wvpk\0and nothing else"u8.ToArray()), "song")).IsAudio);
        Assert.True(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream(), "nothing")).IsAudio);
    }

    [Fact]
    public void A_live_stream_is_decoded_while_it_is_still_arriving()
    {
        string? ffmpeg = AudioFile.FfmpegPath;
        Assert.SkipWhen(ffmpeg is null, "ffmpeg is not installed");
        string path = _folder.File("live.mp3");
        using (Process encoder = Process.Start(ffmpeg!, ["-v", "error", "-f", "lavfi", "-i", "sine=frequency=300:sample_rate=44100", "-t", "120", "-b:a", "64k", path]))
        {
            encoder.WaitForExit();
            Assert.SkipWhen(encoder.ExitCode != 0, "this ffmpeg does not write MP3");
        }

        using var live = new HalfwayStream(File.ReadAllBytes(path));
        using AudioReader reader = AudioFile.Open(live, "radio");
        float[] block = new float[44100];
        int early = 0;
        try
        {
            // A minute has arrived, and most of it can be read before the rest is sent.
            while (early < 40 * 44100)
            {
                early += reader.Read(block);
            }

            Assert.False(live.HasContinued);
        }
        finally
        {
            live.Continue();
        }

        while (reader.Read(block) > 0)
        {
        }

    }

    /// <summary>A WAV file of IMA ADPCM blocks, all zeros, which only ffmpeg decodes.</summary>
    private static byte[] AdpcmWav(int dataLength)
    {
        byte[] file = new byte[48 + dataLength];
        using var writer = new BinaryWriter(new MemoryStream(file));
        writer.Write("RIFF"u8);
        writer.Write(file.Length - 8);
        writer.Write("WAVEfmt "u8);
        writer.Write(20);
        foreach (short value in (short[])[0x11, 1, 22050, 0, 11100, 0, 256, 4, 2, 505])
        {
            writer.Write(value);
        }

        writer.Write("data"u8);
        writer.Write(dataLength);
        return file;
    }

    /// <summary>Gives the first half of its content, and the rest once it may.</summary>
    private sealed class HalfwayStream(byte[] content) : MemoryStream(content)
    {
        private readonly ManualResetEventSlim _gate = new();

        public bool HasContinued => _gate.IsSet;

        public override bool CanSeek => false;

        public void Continue() => _gate.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position >= Capacity / 2)
            {
                _gate.Wait();
            }

            return base.Read(buffer, offset, Math.Min(count, 4096));
        }

        protected override void Dispose(bool disposing)
        {
            _gate.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public BrokenStream()
            : base([.. "wvpk"u8, .. new byte[100_000]])
        {
        }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Position < 50_000 ? base.Read(buffer, offset, count) : throw new IOException("the line is dead.");
    }

    private string Script(string text)
    {
        string path = _folder.File("ffmpeg");
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }

        Assert.Skip("scripts stand in for ffmpeg");
        return path;
    }
}
