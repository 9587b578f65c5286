namespace GenreNet.Packages.Tests.Support;

/// <summary>What a program left.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
