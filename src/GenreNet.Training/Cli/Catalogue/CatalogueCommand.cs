using System.CommandLine;

namespace GenreNet.Training.Cli;

<<<<<<< HEAD
/// <summary>Implements <c>catalogue</c>: the commands on the results of a catalogue.</summary>
=======
/// <summary>Implements <c>catalogue</c>: the commands on the results of <c>classify</c>.</summary>
>>>>>>> slurm
internal static class CatalogueCommand
{
    public static Command Create(Terminal terminal) => new("catalogue", "Work with the results of 'genrenet classify'.")
    {
<<<<<<< HEAD
        CatalogueSummaryCommand.Create(terminal),
=======
        CatalogueMergeCommand.Create(terminal),
>>>>>>> slurm
    };
}
