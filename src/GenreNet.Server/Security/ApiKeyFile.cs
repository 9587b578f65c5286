using System.Text;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Server.Security;

/// <summary>
/// Reads a text file of API keys, one <c>NAME=KEY</c> per line. Empty lines and comments (<c>#</c> at the start or after white space) are
/// skipped.
/// </summary>
internal static class ApiKeyFile
{
    private const int LargestBytes = 1 << 20;

    /// <summary>Reads the file.</summary>
    /// <exception cref="GenreNetException">The file cannot be read, or a line is not a name and a key.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int number = 0;
        foreach (string line in Lines(path).Select(WithoutComment))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            int sign = line.IndexOf('=', StringComparison.Ordinal);
            // The message does not repeat the line, which may contain a key.
            if (sign < 1 || !keys.TryAdd(line[..sign].Trim(), line[(sign + 1)..].Trim()))
            {
                throw new GenreNetException(sign < 1
                    ? $"Line {number} of {path} is not NAME=KEY: correct it."
                    : $"Line {number} of {path} repeats the name of a client: use one key per client.");
            }
        }

        return keys;
    }

    /// <summary>Removes a comment. A # inside a key is part of the key; one after white space begins a comment.</summary>
    private static string WithoutComment(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i];
            }
        }

        return line;
    }

    private static string[] Lines(string path)
    {
        try
        {
            using FileStream file = InputFile.OpenRead(path);
            byte[] content = new byte[LargestBytes + 1];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (length > LargestBytes)
            {
                throw new GenreNetException($"{path} is larger than {LargestBytes >> 20} MB: specify a file of API keys with one NAME=KEY per line.");
            }

            using var text = new StreamReader(new MemoryStream(content, 0, length), Encoding.UTF8);
            return text.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException(
                $"The API keys in {path} cannot be read ({problem.Message.TrimEnd('.')}): specify a file that the service can read.", problem);
        }
    }
}
