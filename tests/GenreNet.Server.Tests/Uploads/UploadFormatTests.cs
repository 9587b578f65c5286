using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Uploads;

/// <summary>Uploads of every format that are kept in memory, and the same ones in files.</summary>
public sealed class UploadFormatTests(UploadFormatTests.Services services) : IClassFixture<UploadFormatTests.Services>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Extensions => ["wav", "au", "aiff", "flac", "mp3", "ogg", "opus", "m4a", "mka", "wv"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task The_answer_is_the_same_from_memory_and_from_a_file(string extension)
    {
        byte[] clip = await ClipAsync(extension);
        string expected = await MemoryUploadTests.AnswerAsync(services.Files, TestService.Form(clip));
        Assert.Equal(expected, await MemoryUploadTests.AnswerAsync(services.Memory, TestService.Form(clip)));
        Assert.Equal(expected, await MemoryUploadTests.AnswerAsync(services.Memory, TestService.Body(clip)));
        Assert.Equal(expected, await MemoryUploadTests.AnswerAsync(services.Full, TestService.Form(clip)));
        Assert.Equal(0, MemoryUploadTests.UsedBytes(services.Memory));
    }

    private async Task<byte[]> ClipAsync(string extension)
    {
        if (extension == "wav")
        {
            return TestClip.Wav(4);
        }

        if (extension == "au")
        {
            return TestClip.Au();
        }

        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        string source = _folder.File("clip.wav");
        string path = _folder.File("clip." + extension);
        await File.WriteAllBytesAsync(source, TestClip.Wav(4), Stop);
        string[] codec = extension == "mka" ? ["-c:a", "flac"] : [];
        using Process encoder = Process.Start(AudioFile.FfmpegPath!, ["-v", "error", "-nostdin", "-i", source, .. codec, path]);
        await encoder.WaitForExitAsync(Stop);
        Assert.SkipWhen(encoder.ExitCode != 0, $"This ffmpeg has no encoder for {extension}");
        return await File.ReadAllBytesAsync(path, Stop);
    }

    /// <summary>A service that keeps uploads in memory, one that stores them in files, and one whose budget is used up from the start.</summary>
    public sealed class Services : IAsyncLifetime
    {
        private TestService[] _all = [];

        internal TestService Memory => _all[0];

        internal TestService Files => _all[1];

        internal TestService Full => _all[2];

        public async ValueTask InitializeAsync() =>
            _all = [await TestService.StartAsync(), await TestService.StartAsync("MemoryUploadMegabytes=0"), await TestService.StartAsync("UploadMemoryMegabytes=0")];

        public async ValueTask DisposeAsync()
        {
            foreach (TestService service in _all)
            {
                await service.DisposeAsync();
            }
        }
    }
}
