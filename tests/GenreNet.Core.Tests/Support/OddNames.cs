namespace GenreNet.Core.Tests.Support;

/// <summary>Names that Unix allows and that programs get wrong.</summary>
internal static class OddNames
{
    public static string[] All { get; } =
    [
        "a\\b", "a\\..\\b", "two\nlines", "carriage\rreturn", "tab\tbed", "-leading dash", "--help", "100%", "%41", "say \"hi\"", "it's", "trailing space ",
        " leading space", "trailing dot.", "co:lon", "a,b", "a;b", "#1 hit", "<b>&amp;", "[red]x[/]", "=1+1", "caf\u00E9", "cafe\u0301", "\u6F14\u6B4C", "\U0001D11E", "\uFFFD", "{0}", "$HOME", "*?", "~",
    ];
}
