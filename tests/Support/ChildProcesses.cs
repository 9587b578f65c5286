using System.Runtime.CompilerServices;

namespace GenreNet.Tests.Support;

/// <summary>Settings of all processes that tests start.</summary>
internal static class ChildProcesses
{
    /// <summary>They run for seconds, like the tests: profiles for faster code cost more than they save.</summary>
    [ModuleInitializer]
    internal static void WithoutProfiles() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
}
