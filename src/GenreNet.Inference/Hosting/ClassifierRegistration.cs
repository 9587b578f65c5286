namespace GenreNet.Inference.Hosting;

/// <summary>Records that a classifier is registered in the services of a host.</summary>
/// <param name="Key">The service key; null for the classifier without a key.</param>
internal sealed record ClassifierRegistration(string? Key);
