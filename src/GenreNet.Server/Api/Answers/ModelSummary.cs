using System.ComponentModel;

namespace GenreNet.Server.Api;

/// <summary>Represents the model that produced a result.</summary>
internal sealed record ModelSummary(
    [property: Description("Name of the model: its file name without the extension, or default for the embedded model.")] string Name,
    [property: Description("Name of the network.")] string Network,
    [property: Description("Number of genres.")] int Genres);
