using GenreNet.Core.Errors;

namespace GenreNet.Server.Security;

/// <summary>A text file of API keys, <c>NAME=KEY</c> a line; empty lines and lines that begin with <c>#</c> are skipped.</summary>
internal static class ApiKeyFile
{
    private const int LargestBytes = 1 << 20;

    /// <summary>Reads the file.</summary>
    /// <exception cref="GenreNetException">It cannot be read, or a line is not a name and a key.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int number = 0;
        foreach (string line in Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            int sign = line.IndexOf('=', StringComparison.Ordinal);
            // The line itself is not repeated: it may hold a key.
            if (sign < 1 || !keys.TryAdd(line[..sign].Trim(), line[(sign + 1)..].Trim()))
            {
                throw new GenreNetException(sign < 1
                    ? $"Line {number} of {path} is not NAME=KEY: correct it."
                    : $"Line {number} of {path} names a client for the second time: give each client one key.");
            }
        }

        return keys;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > LargestBytes }
                ? throw new GenreNetException($"{path} is larger than {LargestBytes >> 20} MB: give a file of API keys, NAME=KEY a line.")
                : File.ReadAllLines(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException(
                $"The API keys in {path} cannot be read ({problem.Message.TrimEnd('.')}): give a file that the service may read.", problem);
        }
    }
}
