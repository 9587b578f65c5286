using System.CommandLine;

namespace GenreNet.Training.Cli;

/// <summary>Creates the symbols that commands on the results of a catalogue share.</summary>
internal static class CatalogueSymbols
{
    /// <summary>Creates the argument for the results folder.</summary>
    public static Argument<string> Results() => new("RESULTS") { Description = "Folder that 'genrenet classify' writes to with --out." };
}
