using GenreNet.Server.Tests.Support;
using GenreNet.Server.Uploads;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Uploads;

public sealed class UploadContentTests : IAsyncLifetime, IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private TestService? _service;

    private UploadMemory Memory => _service!.Services.GetRequiredService<UploadMemory>();

    private UploadFolder Folder => _service!.Services.GetRequiredService<UploadFolder>();

    private string[] Files => [.. Directory.GetFiles(Assert.Single(Directory.GetDirectories(_folder.Path))).Where(file => Path.GetFileName(file) != "lock")];

    public async ValueTask InitializeAsync() =>
        _service = await TestService.StartAsync($"TemporaryFolder={_folder.Path}", "MemoryUploadMegabytes=1", "UploadMemoryMegabytes=2");

    public ValueTask DisposeAsync() => _service!.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(UploadMemory.BlockLength)]
    [InlineData(Megabyte)]
    public void A_short_upload_is_kept_in_memory(int length)
    {
        byte[] bytes = Bytes(length);
        using (UploadContent content = Fill(bytes, expected: null))
        {
            Assert.True(content.IsInMemory);
            Assert.Empty(Files);
            Assert.InRange(Memory.UsedBytes, Math.Max(1, length), length + UploadMemory.BlockLength);
            Assert.Equal(bytes, Read(content));
        }

        Assert.Equal(0, Memory.UsedBytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Megabyte + 1)]
    public void A_longer_upload_is_stored_in_a_private_file(int? expected)
    {
        byte[] bytes = Bytes(Megabyte + 1);
        using (UploadContent content = Fill(bytes, expected))
        {
            Assert.False(content.IsInMemory);
            string file = Assert.Single(Files);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            Assert.Equal(0, Memory.UsedBytes);
            Assert.Equal(bytes, Read(content));
        }

        Assert.Empty(Files);
    }

    [Fact]
    public void An_upload_is_stored_in_a_file_when_the_memory_of_all_uploads_is_used_up()
    {
        byte[] bytes = Bytes(900_000);
        using UploadContent first = Fill(bytes, expected: null);
        using (UploadContent second = Fill(bytes, expected: null))
        using (UploadContent third = Fill(bytes, expected: null))
        {
            Assert.True(first.IsInMemory && second.IsInMemory);
            Assert.False(third.IsInMemory);
            Assert.InRange(Memory.UsedBytes, 2 * bytes.Length, 2 * Megabyte);
            Assert.Equal(bytes, Read(second));
            Assert.Equal(bytes, Read(third));
        }

        using UploadContent fourth = Fill(bytes, expected: null);
        Assert.True(fourth.IsInMemory);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData("....ftypM4A ", false)]
    [InlineData("caff", false)]
    [InlineData("ID3\u0004\0\0\0\0\0\u0004tags....ftypM4A ", false)]
    [InlineData("RIFF....WAVE", true)]
    [InlineData("fLaC", true)]
    [InlineData("ID3\u0004\0\0\0\0\0\u007ftags", true)]
    public void Content_that_ffmpeg_opens_by_its_path_is_stored_in_the_folder_of_the_service(string start, bool isInMemory)
    {
        byte[] bytes = [.. start.Select(letter => letter == '.' ? (byte)0 : (byte)letter), .. new byte[2000]];
        using UploadContent content = Fill(bytes, expected: null);
        Assert.Equal(isInMemory, content.IsInMemory);
        Assert.Equal(isInMemory ? 0 : 1, Files.Length);
        Assert.Equal(isInMemory, content.Stream is not FileStream);
        Assert.Equal(bytes, Read(content));
    }

    [Fact]
    public async Task Without_memory_all_uploads_are_stored_in_files()
    {
        await using TestService service = await TestService.StartAsync("MemoryUploadMegabytes=0");
        using var content = new UploadContent(service.Services.GetRequiredService<UploadFolder>(), service.Services.GetRequiredService<UploadMemory>(), expected: 10);
        Assert.False(content.IsInMemory);
    }

    private UploadContent Fill(byte[] bytes, long? expected)
    {
        var content = new UploadContent(Folder, Memory, expected);
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            Span<byte> block = content.GetMemory().Span;
            // Odd lengths, so that blocks end inside a read.
            int count = Math.Min(Math.Min(rest.Length, block.Length), 40_009);
            rest[..count].CopyTo(block);
            content.Advance(count);
            rest = rest[count..];
        }

        // A reader asks for memory once more before it sees the end.
        Assert.NotEqual(0, content.GetMemory().Length);
        content.Complete();
        return content;
    }

    private static byte[] Read(UploadContent content)
    {
        Assert.Equal(0, content.Stream.Position);
        using var copy = new MemoryStream();
        content.Stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
