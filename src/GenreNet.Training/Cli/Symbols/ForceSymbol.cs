using System.CommandLine;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>
/// The option that allows a command to replace a finished result: a run, a cross-validation or a model. Pages, tables and feature caches
/// are replaced without it, because they can be computed again.
/// </summary>
internal static class ForceSymbol
{
    /// <summary>Creates the option.</summary>
    /// <param name="result">What is replaced, such as "a finished run".</param>
    public static Option<bool> Create(string result) => new("--force") { Description = $"Replace {result} at --out. Without this option, the command refuses before it does any work." };

    /// <summary>Throws if a result exists and must not be replaced.</summary>
    /// <param name="isForced">Whether the user allows it.</param>
    /// <param name="file">Path of the file that is written last, so that it exists only if the result is complete.</param>
    /// <param name="result">Description of the existing result, such as "a finished run".</param>
    /// <exception cref="GenreNetException">The file exists.</exception>
    public static void Require(bool isForced, string file, string result)
    {
        if (!isForced && File.Exists(file))
        {
            throw new GenreNetException($"{file} exists: it is {result}. Use another --out, or add --force to replace it.");
        }
    }
}
