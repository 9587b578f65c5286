using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreNet.Tests.Support;

/// <summary>Settings of the tests and of all processes that they start.</summary>
internal static class ThriftyProcesses
{
    // Read by the OpenMP of torch when it is loaded.
    private const string OpenMp = "OMP_WAIT_POLICY";

    /// <summary>
    /// They run for seconds, at the same time: profiles for faster code cost more than they save, and threads that look for work in vain take
    /// the processor from those that have some.
    /// </summary>
    [ModuleInitializer]
    internal static void SaveProcessorTime()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");
        Environment.SetEnvironmentVariable(OpenMp, "PASSIVE");
        if (!OperatingSystem.IsWindows())
        {
            // .NET passes its variables to processes that it starts, not to native libraries.
            _ = SetEnvironmentVariable(OpenMp, "PASSIVE", 1);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironmentVariable(string name, string value, int replaces);
}
