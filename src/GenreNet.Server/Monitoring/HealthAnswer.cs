namespace GenreNet.Server.Monitoring;

/// <summary>Represents the health of the service.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">One sentence per check.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string>? Checks = null);
