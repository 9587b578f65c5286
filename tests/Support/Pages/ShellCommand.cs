namespace GenreNet.Tests.Support.Pages;

/// <summary>A command of a shell block, with aliases and loops expanded.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of the page, from 1.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed record ShellCommand(string Page, int Line, IReadOnlyList<string> Words)
{
    /// <summary>Gets the first word.</summary>
    public string Program => Words[0];

    /// <summary>Gets the project that <c>dotnet run</c> runs; null for other commands.</summary>
    public string? Project => Words is ["dotnet", "run", ..] && Words.Contains("--project") ? Words[IndexOf("--project") + 1] : null;

    /// <summary>Gets the arguments of the project's program.</summary>
    public string[] Arguments => Words.Contains("--") ? [.. Words.Skip(IndexOf("--") + 1)] : [];

    public override string ToString() => $"{Page}:{Line}: {string.Join(' ', Words)}";

    private int IndexOf(string word) => Words.Index().First(item => item.Item == word).Index;
}
