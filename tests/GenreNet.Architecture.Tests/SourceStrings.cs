using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenreNet.Architecture.Tests;

/// <summary>Finds the names and strings of C# source: identifiers, literals of every kind, and the text between the holes of interpolated strings.</summary>
internal static class SourceStrings
{
    /// <summary>Returns the strings with the number of the line where each line of text is, from 1.</summary>
    /// <param name="source">The source of a file.</param>
    public static IEnumerable<(int Line, string Text)> In(SyntaxTree source) =>
        from token in source.GetRoot().DescendantTokens()
        where IsText(token.Kind())
        let first = LineOf(token)
        from line in token.Text.Split('\n').Index()
        select (first + line.Index, line.Item);

    /// <summary>Returns the names of types, members, parameters and variables that the source declares or uses.</summary>
    /// <param name="source">The source of a file.</param>
    public static IEnumerable<SyntaxToken> NamesIn(SyntaxTree source) => source.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    /// <summary>Returns the number of a token's first line, from 1.</summary>
    public static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static bool IsText(SyntaxKind kind) => kind is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
        or SyntaxKind.InterpolatedStringTextToken;
}
