using System.Diagnostics;
using System.Net.Sockets;
using GenreNet.Core;
using GenreNet.Server.Lifetime;
using GenreNet.Server.Security;

namespace GenreNet.Server.Tests.Lifetime;

public sealed class FileStampTests : IDisposable
{
    private static readonly DateTime Time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Contents_of_equal_length_and_time_have_different_stamps()
    {
        string path = _folder.File("file");
        Write("one");
        FileStamp? first = FileStamp.Of(path);
        Assert.NotNull(first);
        Assert.Equal(first, FileStamp.Of(path));
        Write("two");
        Assert.NotEqual(first, FileStamp.Of(path));
        Write("one");
        Assert.Equal(first, FileStamp.Of(path));

        void Write(string text)
        {
            File.WriteAllText(path, text);
            File.SetLastWriteTimeUtc(path, Time);
        }
    }

    [Theory]
    [InlineData(64L << 20, 32L << 20)]
    [InlineData(65L << 20, 0)]
    [InlineData(65L << 20, (65L << 20) - 1)]
    public void A_large_file_is_identified_by_its_content(long length, long changed)
    {
        string path = _folder.File("large");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(length);
        }

        File.SetLastWriteTimeUtc(path, Time);
        FileStamp? before = FileStamp.Of(path);
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = changed;
            file.WriteByte(1);
        }

        File.SetLastWriteTimeUtc(path, Time);
        Assert.NotEqual(before, FileStamp.Of(path));
    }

    [Fact]
    public void A_missing_file_has_no_stamp() => Assert.Null(FileStamp.Of(_folder.File("missing")));

    [Fact]
    public void A_pipe_or_folder_is_rejected_and_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes, sockets and devices by name need Linux");
        string pipe = _folder.File("pipe");
        using Process process = Process.Start("mkfifo", [pipe]);
        process.WaitForExit();
        string address = _folder.File("socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        string link = _folder.File("link");
        File.CreateSymbolicLink(link, pipe);
        foreach (string path in (string[])[pipe, address, link, "/dev/zero"])
        {
            Assert.Null(FileStamp.Of(path));
            string sentence = Assert.Throws<GenreNetException>(() => ApiKeyFile.Read(path)).Message;
            Assert.Contains($"The API keys in {path} cannot be read", sentence, StringComparison.Ordinal);
            Assert.Contains("not a file", sentence, StringComparison.Ordinal);
        }
    }
}
