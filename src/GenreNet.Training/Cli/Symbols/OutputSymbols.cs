using System.CommandLine;

namespace GenreNet.Training.Cli;

/// <summary>
/// Creates the option --out, which has the same meaning in all commands: a folder. Commands that write a single file into the folder also
/// accept the path of the file, which they recognise by its extension.
/// </summary>
internal static class OutputSymbols
{
    private const string Name = "--out";

    // A folder with one of these extensions is a mistake, unless it exists.
    private static readonly string[] FileExtensions = [".onnx", ".npz", ".html", ".csv", ".json", ".wav", ".txt", ".zip"];

    /// <summary>Creates the option of a command that writes several files.</summary>
    /// <param name="description">What is written, as "Folder of ..." or "Folder for ...".</param>
    /// <param name="otherwise">The folder if the option is not given; null for none.</param>
    /// <param name="isRequired">Whether the option must be given if there is no such folder.</param>
    public static Option<string> Folder(string description, string? otherwise = null, bool isRequired = true)
    {
        var option = new Option<string>(Name) { Description = description, HelpName = "FOLDER", Required = isRequired && otherwise is null };
        if (otherwise is not null)
        {
            option.DefaultValueFactory = _ => otherwise;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !Directory.Exists(path) && FileExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                string folder = Path.ChangeExtension(path, null);
                result.AddError($"--out is a folder, but '{path}' has the extension of a file. Give a folder{(Path.GetFileName(folder).Length > 0 ? $", such as {folder}" : string.Empty)}");
            }
        });
        return option;
    }

    /// <summary>Creates the option of a command that writes one file.</summary>
    /// <param name="content">What the file contains, as the end of "Folder, or .npz file, for ...".</param>
    /// <param name="fileName">Name of the file in a folder; its extension distinguishes files from folders.</param>
    /// <param name="otherwise">Where the file is written if the option is not given, as a sentence; null if it is required.</param>
    public static Option<string?> File(string content, string fileName, string? otherwise = null)
    {
        string extension = Path.GetExtension(fileName);
        var option = new Option<string?>(Name)
        {
            Description = $"Folder for {content} ({fileName}), or path of a {extension} file.{(otherwise is null ? string.Empty : $" {otherwise}")}",
            HelpName = $"FOLDER|FILE{extension}",
            Required = otherwise is null,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !Directory.Exists(path) && !HasExtension(path, extension)
                && FileExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--out is a folder or a {extension} file, not '{path}'");
            }
        });
        return option;
    }

    /// <summary>Returns the path of the file to write.</summary>
    /// <param name="given">The value of the option.</param>
    /// <param name="fileName">The name that was given to <see cref="File"/>.</param>
    public static string PathOf(string given, string fileName) =>
        HasExtension(given, Path.GetExtension(fileName)) && !Directory.Exists(given) && !Path.EndsInDirectorySeparator(given)
            ? given
            : Path.Combine(given, fileName);

    private static bool HasExtension(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
