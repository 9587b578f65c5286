using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace GenreNet.ServerLoad;

/// <summary>
/// Represents one connection that sends prepared requests and blocks until each response is complete. It takes less processor time than
/// <see cref="HttpClient"/>, which matters where the service runs on the same processors. Used by one thread at a time.
/// </summary>
internal sealed class LeanClient : IDisposable
{
    private const string Boundary = "genrenet-load";

    private readonly LoadTarget _target;
    private readonly byte[][] _requests;
    private readonly byte[]?[] _correct;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>Connects to the service.</summary>
    /// <param name="target">The service.</param>
    /// <param name="requests">The requests of all clips, which clients share.</param>
    public LeanClient(LoadTarget target, byte[][] requests)
    {
        _target = target;
        _requests = requests;
        _correct = new byte[requests.Length][];
        _socket.Connect(target.Url.Host, target.Url.Port);
    }

    /// <summary>Returns the complete request for a clip.</summary>
    public static byte[] Prepare(LoadTarget target, int clip)
    {
        byte[] start = [], end = [];
        string type = "application/octet-stream";
        if (!target.IsRaw)
        {
            string name = Path.GetFileName(target.Paths[clip]);
            start = Ascii($"--{Boundary}\r\nContent-Type: {type}\r\nContent-Disposition: form-data; name=file; filename={name}\r\n\r\n");
            end = Ascii($"\r\n--{Boundary}--\r\n");
            type = $"multipart/form-data; boundary={Boundary}";
        }

        int length = start.Length + target.Clips[clip].Length + end.Length;
        byte[] head = Ascii($"POST /predict HTTP/1.1\r\nHost: {target.Url.Authority}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n");
        return [.. head, .. start, .. target.Clips[clip], .. end];
    }

    /// <summary>Sends a clip and waits for the response.</summary>
    /// <returns>The status, 0 if there was no response; and whether the response is the expected one.</returns>
    public (int Status, bool IsRight) Post(int clip)
    {
        try
        {
            for (int sent = 0; sent < _requests[clip].Length;)
            {
                sent += _socket.Send(_requests[clip].AsSpan(sent));
            }

            _length = 0;
            int body;
            while ((body = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8) + 4) < 4)
            {
                Receive();
            }

            // "HTTP/1.1 200 OK"
            int status = int.Parse(_buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
            if (status != 200)
            {
                return (status, false);
            }

            while (!_buffer.AsSpan(body, _length - body).EndsWith("\r\n0\r\n\r\n"u8))
            {
                Receive();
            }

            return (200, IsRight(clip, _buffer.AsSpan(body, _length - body)));
        }
        catch (Exception problem) when (problem is SocketException or JsonException or IOException)
        {
            return (0, false);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private void Receive()
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _length);
        }

        int count = _socket.Receive(_buffer.AsSpan(_length));
        _length += count > 0 ? count : throw new EndOfStreamException();
    }

    /// <summary>Compares a response with the expected one, or with the same bytes that were compared before.</summary>
    /// <param name="clip">The clip that was sent.</param>
    /// <param name="chunks">The response, in chunks: each has its length as a hexadecimal number in a line before it.</param>
    private bool IsRight(int clip, ReadOnlySpan<byte> chunks)
    {
        if (chunks.SequenceEqual(_correct[clip]))
        {
            return true;
        }

        using var answer = new MemoryStream();
        ReadOnlySpan<byte> rest = chunks;
        while (true)
        {
            int line = rest.IndexOf("\r\n"u8);
            int length = int.Parse(rest[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                break;
            }

            answer.Write(rest.Slice(line + 2, length));
            rest = rest[(line + 2 + length + 2)..];
        }

        bool isRight = _target.IsExpected(clip, answer.ToArray());
        _correct[clip] = isRight ? chunks.ToArray() : _correct[clip];
        return isRight;
    }
}
