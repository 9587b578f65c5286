using System.Runtime.CompilerServices;

namespace GenreNet.Tests.Support;

/// <summary>Hides the models that the developer has installed: the tests of a default answer expect that of the embedded model.</summary>
internal static class NoInstalledModels
{
    /// <summary>The environment variable that says where installed models are.</summary>
    public const string Variable = "GENRENET_HOME";

    [ModuleInitializer]
    internal static void Hide() => Environment.SetEnvironmentVariable(Variable, Path.Combine(Path.GetTempPath(), "genrenet-none-installed"));
}
