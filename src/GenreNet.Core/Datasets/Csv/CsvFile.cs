using CsvHelper;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Describes a CSV file and what to report if it is not as expected. <see cref="CsvTable"/> reads it.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Kind">Kind of file named in error messages, such as <c>manifest</c>.</param>
/// <param name="Remedy">Advice for a file that is not of this kind, as the end of a sentence without the full stop.</param>
internal sealed record CsvFile(string Path, string Kind, string Remedy)
{
    private const int LongestShown = 100;
    private const int MostShown = 60;

    /// <summary>
    /// Gets the size in bytes above which a file is rejected. Default 64 MiB, about a million entries; larger files are something else.
    /// </summary>
    public long LargestLength { get; init; } = 64 << 20;

    /// <summary>Gets the field separator; null, the default, to determine it from the first line.</summary>
    public char? Separator { get; init; }

    /// <summary>Shortens a text from a file for a message; a damaged file can hold megabytes where a name is expected.</summary>
    public static string Shown(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";

    /// <summary>Lists texts from a file for a message.</summary>
    public static string Shown(IReadOnlyList<string> texts) =>
        string.Join(", ", texts.Take(MostShown).Select(Shown)) + (texts.Count > MostShown ? $" and {texts.Count - MostShown} more" : string.Empty);

    /// <summary>Creates the exception for a file that is not of the expected kind.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="problem">The problem, as in "line 3 has two fields".</param>
    public DatasetException Invalid(long line, string problem) => new($"{Path} is not a {Kind} (line {line} {problem}): {Remedy}.");

    /// <summary>Creates the exception for a line that the user must correct.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="problem">The problem, as in "line 3 has no path".</param>
    /// <param name="remedy">The remedy, as the end of a sentence without the full stop.</param>
    public DatasetException WrongLine(long line, string problem, string remedy) => new($"Line {line} of {Path} {problem}: {remedy}.");

    /// <summary>Opens the file at its start after checking its size and that it is UTF-8 text.</summary>
    /// <exception cref="DatasetException">The file cannot be read, is too large, or is not UTF-8 text.</exception>
    public FileStream OpenText() => Guarded(() =>
    {
        FileStream stream = InputFile.OpenRead(Path, 1 << 16);
        try
        {
            if (stream.Length > LargestLength)
            {
                throw new DatasetException($"{Path} is not a {Kind} ({Plural.Of(stream.Length, "byte")}, the limit is {LargestLength}): {Remedy}.");
            }

            if (Utf8Check.Run(stream) is var (line, problem))
            {
                throw new DatasetException($"{Path} is not a {Kind} (line {line} {problem}): save it as UTF-8 text, or choose another file.");
            }

            stream.Position = 0;
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Runs an operation on the file and converts its failures.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or is incorrectly quoted.</exception>
    public T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException problem)
        {
            throw Invalid(Math.Max(1, problem.LineNumber), "has a misplaced or unclosed quotation mark");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The {Kind} {Path} cannot be read ({problem.Message.TrimEnd('.')}): check the path and the permissions.", problem);
        }
    }
}
