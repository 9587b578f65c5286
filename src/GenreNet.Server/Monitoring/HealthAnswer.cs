namespace GenreNet.Server.Monitoring;

/// <summary>How the service is.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">A sentence for each thing that was tried.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string>? Checks = null);
