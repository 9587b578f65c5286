namespace GenreNet.Tests.Support.Pages;

/// <summary>A command of a shell block, with aliases and loops expanded.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of the page, from 1.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed record ShellCommand(string Page, int Line, IReadOnlyList<string> Words)
{
    /// <summary>The command of GenreNet.Training, as users install it.</summary>
    private const string Tool = "genrenet";

    /// <summary>Gets the first word.</summary>
    public string Program => Words[0];

    /// <summary>Gets the project whose program the command runs, as <c>dotnet run</c> or as the tool <c>genrenet</c>; null for other commands.</summary>
    public string? Project => Words switch
    {
        [Tool, ..] => "src/GenreNet.Training",
        ["dotnet", "run", ..] when Words.Contains("--project") => Words[IndexOf("--project") + 1],
        _ => null,
    };

    /// <summary>Gets the arguments of the project's program.</summary>
    public string[] Arguments =>
        Program == Tool ? [.. Words.Skip(1)] : Words.Contains("--") ? [.. Words.Skip(IndexOf("--") + 1)] : [];

    public override string ToString() => $"{Page}:{Line}: {string.Join(' ', Words)}";

    private int IndexOf(string word) => Words.Index().First(item => item.Item == word).Index;
}
