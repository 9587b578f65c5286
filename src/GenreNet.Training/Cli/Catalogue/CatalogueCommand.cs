using System.CommandLine;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>catalogue</c>: the commands on the results of a catalogue.</summary>
internal static class CatalogueCommand
{
    public static Command Create(Terminal terminal) => new("catalogue", "Work with the results of 'genrenet classify'.")
    {
        CatalogueMergeCommand.Create(terminal),
        CatalogueSummaryCommand.Create(terminal),
    };
}
