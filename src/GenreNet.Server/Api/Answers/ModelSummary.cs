using System.ComponentModel;

namespace GenreNet.Server.Api;

/// <summary>Which model answered.</summary>
internal sealed record ModelSummary(
    [property: Description("Name of its file without the extension, or default for the embedded model.")] string Name,
    [property: Description("Its network.")] string Network,
    [property: Description("How many genres it knows.")] int Genres);
