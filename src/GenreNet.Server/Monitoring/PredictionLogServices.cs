namespace GenreNet.Server.Monitoring;

/// <summary>Adds the prediction log.</summary>
internal static class PredictionLogServices
{
    public static IServiceCollection AddPredictionLog(this IServiceCollection services) =>
        services.AddSingleton<PredictionLog>().AddHostedService(provider => provider.GetRequiredService<PredictionLog>());
}
