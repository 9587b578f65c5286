using System.ComponentModel;

namespace GenreNet.Server.Api;

/// <summary>Represents the model that produced a result.</summary>
internal sealed record ModelSummary(
    [property: Description("Name of its file without the extension, or default for the embedded model.")] string Name,
    [property: Description("Its network.")] string Network,
    [property: Description("How many genres it knows.")] int Genres);
