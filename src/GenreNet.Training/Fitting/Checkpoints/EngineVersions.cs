using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using TorchSharp;

namespace GenreNet.Training.Fitting;

/// <summary>The versions that affect the numbers of a fit.</summary>
internal static class EngineVersions
{
    /// <summary>Version of GenreNet.</summary>
    public static string GenreNet { get; } = typeof(EngineVersions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Version of TorchSharp.</summary>
    public static string Torch { get; } = typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Version of ML.NET.</summary>
    public static string MlNet { get; } = typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('-', '+')[0] ?? "unknown";

    /// <summary>All versions, on one line. That of GenreNet has no pre-release part, which changes with every commit.</summary>
    public static string Text { get; } = $"GenreNet {GenreNet.Split('-', '+')[0]}, TorchSharp {Torch}, {RuntimeInformation.ProcessArchitecture}";
}
