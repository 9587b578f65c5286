namespace GenreNet.Server.Telemetry;

/// <summary>
/// Specifies which signals are exported by OTLP. None are, unless the environment or the configuration names an endpoint.
/// </summary>
/// <param name="HasTraces">Whether traces are exported.</param>
/// <param name="HasMetrics">Whether metrics are exported.</param>
internal sealed record OtlpSettings(bool HasTraces, bool HasMetrics)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const int GrpcPort = 4317;

    /// <summary>
    /// Reads the <c>OTEL_</c> variables, and sets the protocol that the specification recommends if they do not specify one.
    /// </summary>
    public static OtlpSettings Read(ConfigurationManager configuration)
    {
        if (bool.TryParse(configuration["OTEL_SDK_DISABLED"], out bool isDisabled) && isDisabled)
        {
            return new OtlpSettings(HasTraces: false, HasMetrics: false);
        }

        var settings = new OtlpSettings(Is(configuration, "TRACES"), Is(configuration, "METRICS"));
        // .NET's exporter uses gRPC by default; collectors accept gRPC at port 4317, and HTTP at 4318 and everywhere else.
        bool isGrpc = Uri.TryCreate(configuration[Endpoint], UriKind.Absolute, out Uri? url) && url.Port == GrpcPort;
        if (string.IsNullOrEmpty(configuration[Protocol]) && !isGrpc)
        {
            configuration.AddInMemoryCollection([new(Protocol, "http/protobuf")]);
        }

        return settings;
    }

    private static bool Is(ConfigurationManager configuration, string signal) =>
        !(string.IsNullOrEmpty(configuration[Endpoint]) && string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]))
        && (configuration[$"OTEL_{signal}_EXPORTER"] is not { Length: > 0 } exporters
            || exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp"));
}
