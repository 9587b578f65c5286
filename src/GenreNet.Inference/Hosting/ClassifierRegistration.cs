namespace GenreNet.Inference.Hosting;

/// <summary>That a host has a classifier.</summary>
/// <param name="Key">The key that it was registered with; null for the one without.</param>
internal sealed record ClassifierRegistration(string? Key);
