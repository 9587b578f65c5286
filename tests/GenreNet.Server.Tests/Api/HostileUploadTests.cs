using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using GenreNet.Core.Audio;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Api;

/// <summary>Uploads that try to read files of the server, to take its memory, or to keep it busy.</summary>
public sealed class HostileUploadTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private TestService? _service;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync("MaxAudioMinutes=1");

    public ValueTask DisposeAsync() => _service!.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Playlists => new()
    {
        { "HLS", "#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30.0,\n{0}\n#EXT-X-ENDLIST\n" },
        { "HLS without an end", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n{0}\n" },
        { "DASH", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT30S\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>{0}</BaseURL></Representation></AdaptationSet></Period></MPD>" },
        { "concat", "ffconcat version 1.0\nfile {0}\n" },
        { "SDP", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\na=tool:{0}\r\nm=audio 5004 RTP/AVP 0\r\n" },
        { "concat protocol", "#EXTM3U\n#EXTINF:30.0,\nconcat:{0}\n#EXT-X-ENDLIST\n" },
        { "crypto protocol", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"{0}\"\n#EXTINF:30.0,\ncrypto:{0}\n#EXT-X-ENDLIST\n" },
        { "subfile protocol", "#EXTM3U\n#EXTINF:30.0,\nsubfile,,start,0,end,9999,,:{0}\n#EXT-X-ENDLIST\n" },
    };

    [Theory]
    [MemberData(nameof(Playlists))]
    public async Task A_playlist_is_rejected_with_the_same_words_whether_or_not_the_file_it_names_exists(string kind, string template)
    {
        string secret = _folder.File("secret.wav");
        await File.WriteAllBytesAsync(secret, TestClip.Wav(4), Stop);
        foreach (string named in (string[])["file://" + secret, secret])
        {
            byte[] playlist = Encoding.UTF8.GetBytes(template.Replace("{0}", named, StringComparison.Ordinal));
            byte[] other = Encoding.UTF8.GetBytes(template.Replace("{0}", named + ".missing", StringComparison.Ordinal));
            // As it is, and after an ID3 tag, under the names of audio.
            foreach (string name in (string[])["list.m3u8", "song.mp3", "song.wav", "song.m4a"])
            {
                foreach (byte[] tag in (byte[][])[[], [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 16, .. "TIT2"u8, 0, 0, 0, 6, 0, 0, 0, .. "hello"u8]])
                {
                    string existing = await RefusedAsync(TestService.Form([.. tag, .. playlist], name), 415);
                    Assert.Equal(existing, await RefusedAsync(TestService.Form([.. tag, .. other], name), 415));
                    Assert.True(existing == $"{name}: this is a playlist, not audio. Choose an audio file.", $"{kind}: {existing}");
                }
            }

            await RefusedAsync(TestService.Body(playlist, "audio/mpeg"), 415);
        }
    }

    [Fact]
    public async Task A_playlist_in_a_batch_is_rejected_like_a_single_one()
    {
        string secret = _folder.File("secret.wav");
        await File.WriteAllBytesAsync(secret, TestClip.Wav(4), Stop);
        byte[] playlist = Encoding.UTF8.GetBytes($"#EXTM3U\n#EXTINF:30.0,\nfile://{secret}\n#EXT-X-ENDLIST\n");
        using HttpResponseMessage answer = await _service!.Client.PostAsync("/predict/batch", TestService.Form(playlist, "a.flac"), Stop);
        JsonNode line = JsonNode.Parse((await answer.Content.ReadAsStringAsync(Stop)).Trim())!;
        Assert.Equal(415, (int)line["error"]!["status"]!);
        Assert.Contains("playlist", (string?)line["error"]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_with_tables_of_invalid_length_is_rejected()
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        await RefusedAsync(TestService.Form(BombedMp4(60_000_000, 1), "bomb.m4a"), 422);
        await RefusedAsync(TestService.Form(BombedMp4(2_500_000, 40), "bomb.m4a"), 422);
    }

    [Fact]
    public async Task Audio_longer_than_the_limit_is_rejected_while_it_is_decoded()
    {
        byte[] tooLong = new byte[44 + (2 * 8000 * 61)];
        TestClip.Wav(1).AsSpan(0, 44).CopyTo(tooLong);
        BinaryPrimitives.WriteInt32LittleEndian(tooLong.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(tooLong.AsSpan(4), tooLong.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(tooLong.AsSpan(40), tooLong.Length - 44);
        Assert.Contains("limit of 60 s", await RefusedAsync(TestService.Form(tooLong, "long.wav"), 422), StringComparison.Ordinal);
        if (AudioFile.FfmpegPath is { } ffmpeg)
        {
            // Two hours of silence are a few hundred kilobytes, and their header does not say how long they are in a pipe.
            string path = _folder.File("long.flac");
            using Process encoder = Process.Start(ffmpeg, ["-v", "error", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "7200", path]);
            await encoder.WaitForExitAsync(Stop);
            Assert.Contains("limit of 60 s", await RefusedAsync(TestService.Form(await File.ReadAllBytesAsync(path, Stop), "long.flac"), 422), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_decoder_ends_when_the_service_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && AudioFile.FfmpegPath is not null, "The test needs ffmpeg on Linux");
        string path = _folder.File("slow.mp2");
        using Process encoder = Process.Start(AudioFile.FfmpegPath!, ["-v", "error", "-f", "lavfi", "-i", "sine=frequency=300:sample_rate=44100", "-t", "1800", "-b:a", "64k", path]);
        await encoder.WaitForExitAsync(Stop);
        using ServerProcess server = await ServerProcess.StartAsync(null, "--set", "MaxAudioMinutes=600");
        using var client = new HttpClient { BaseAddress = server.Url };
        Task<HttpResponseMessage> request = client.PostAsync("/predict", TestService.Form(await File.ReadAllBytesAsync(path, Stop), "slow.mp2"), Stop);
        int child = await EventuallyAsync(() => Children(server.Id).FirstOrDefault(), id => id != 0);
        Assert.NotEqual(0, child);
        server.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => request);
        Assert.False(await EventuallyAsync(() => IsRunning(child), running => !running), "ffmpeg lives on");
    }

    [Fact]
    public async Task A_blocked_decoder_ends_when_the_service_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setpriv"), "The test needs setpriv on Linux");
        string program = _folder.File("bin", "ffmpeg");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nexec sleep 600 < /dev/null > /dev/null 2> /dev/null\n", Stop);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string path = $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}";
        using ServerProcess server = await ServerProcess.StartAsync(null, null, [("PATH", path)]);
        using var client = new HttpClient { BaseAddress = server.Url };
        Task<HttpResponseMessage> request = client.PostAsync("/predict", TestService.Form([.. "\0\0\0\u0018ftypM4A "u8, .. new byte[100]], "song.m4a"), Stop);
        int child = await EventuallyAsync(() => Children(server.Id).FirstOrDefault(id => Name(id) == "sleep"), id => id != 0);
        Assert.NotEqual(0, child);
        server.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => request);
        Assert.False(await EventuallyAsync(() => IsRunning(child), running => !running), "the decoder lives on");
    }

    private static string Name(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").Trim();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static IEnumerable<int> Children(int parent) => Directory.EnumerateDirectories($"/proc/{parent}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse);

    /// <summary>Whether a process runs; one that ended and that its parent has not waited for does not.</summary>
    private static bool IsRunning(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<T> EventuallyAsync<T>(Func<T> ask, Func<T, bool> isRight)
    {
        T answer = ask();
        for (int tries = 0; tries < 600 && !isRight(answer); tries++)
        {
            await Task.Delay(50, Stop);
            answer = ask();
        }

        return answer;
    }

    private async Task<string> RefusedAsync(HttpContent content, int status)
    {
        using (content)
        {
            using HttpResponseMessage answer = await _service!.Client.PostAsync("/predict", content, Stop);
            string text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(status == (int)answer.StatusCode, text);
            string detail = (string)JsonNode.Parse(text)!["detail"]!;
            Assert.DoesNotContain(_folder.Path, detail, StringComparison.Ordinal);
            return detail;
        }
    }

    /// <summary>An MP4 whose tracks claim so many samples of four bytes each, in tables of a few bytes.</summary>
    private static byte[] BombedMp4(uint samples, int tracks)
    {
        byte[] sampleTables =
        [
            .. Box("stsd", [.. Big(0), .. Big(1), .. Box("mp4a", [0, 0, 0, 0, 0, 0, 0, 1, .. new byte[8], 0, 2, 0, 16, 0, 0, 0, 0, 0xAC, 0x44, 0, 0])]),
            .. Box("stsz", [.. Big(0), .. Big(4), .. Big(samples)]),
            .. Box("stsc", [.. Big(0), .. Big(1), .. Big(1), .. Big(samples), .. Big(1)]),
            .. Box("stts", [.. Big(0), .. Big(1), .. Big(samples), .. Big(1024)]),
            .. Box("stco", [.. Big(0), .. Big(1), .. Big(200)]),
        ];
        byte[] media = Box("mdia", [
            .. Box("mdhd", [.. new byte[12], .. Big(44100), .. Big(44100), .. new byte[4]]),
            .. Box("hdlr", [.. new byte[8], .. "soun"u8, .. new byte[13]]),
            .. Box("minf", [.. Box("smhd", new byte[8]), .. Box("stbl", sampleTables)]),
        ]);
        byte[] track = Box("trak", [.. Box("tkhd", [0, 0, 0, 7, .. new byte[8], .. Big(1), .. Big(0), .. Big(44100), .. new byte[60]]), .. media]);
        byte[] header = Box("mvhd", [.. new byte[12], .. Big(44100), .. Big(44100), .. new byte[80]]);
        return [.. Box("ftyp", [.. "M4A "u8, 0, 0, 0, 0, .. "M4A "u8]), .. Box("moov", [.. header, .. Enumerable.Repeat(track, tracks).SelectMany(t => t)]), .. Box("mdat", new byte[100_000])];
    }

    private static byte[] Box(string name, byte[] content) => [.. Big((uint)content.Length + 8), .. Encoding.Latin1.GetBytes(name), .. content];

    private static byte[] Big(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
