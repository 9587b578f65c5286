using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace GenreNet.Inference;

/// <summary>Provides information on the machine's C++ runtime, which native libraries need.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class CppRuntime
{
    private const string LinuxName = "libstdc++.so.6";
    private const string Prefix = "GLIBCXX_3.4.";

    /// <summary>
    /// Returns the newest interface version of libstdc++, such as <c>GLIBCXX_3.4.30</c>; null if it does not load, and on systems other
    /// than Linux.
    /// </summary>
    public static string? NewestVersion() => OperatingSystem.IsLinux() && PathOf(LinuxName) is { } path ? NewestIn(path) : null;

    /// <summary>Checks that the C++ runtime loads.</summary>
    internal static EnvironmentCheck Check()
    {
        const string Name = "C++ runtime";
        if (OperatingSystem.IsLinux())
        {
            return PathOf(LinuxName) is { } path
                ? new EnvironmentCheck(Name, CheckStatus.Passed, $"{path}, up to {NewestIn(path) ?? "an unknown version"}")
                : new EnvironmentCheck(Name, CheckStatus.Failed, $"{LinuxName} cannot be loaded", "install it (Debian and Ubuntu: apt install libstdc++6; Alpine: use a .NET image of Debian or Ubuntu instead, because ONNX Runtime needs glibc)");
        }

        if (OperatingSystem.IsWindows())
        {
            string[] missing = [.. ((string[])["vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"]).Where(library => !Loads(library))];
            return missing.Length == 0
                ? new EnvironmentCheck(Name, CheckStatus.Passed, "Visual C++ 2015 or newer")
                : new EnvironmentCheck(Name, CheckStatus.Failed, $"{string.Join(", ", missing)} cannot be loaded", "install the Microsoft Visual C++ Redistributable for this processor");
        }

        return new EnvironmentCheck(Name, CheckStatus.Passed, "part of the system");
    }

    /// <summary>Returns the path of a library that the system finds by name; null if it does not load.</summary>
    internal static string? PathOf(string library)
    {
        if (!Loads(library))
        {
            return null;
        }

        using var process = Process.GetCurrentProcess();
        string stem = library.Split(".so")[0];
        return process.Modules.Cast<ProcessModule>().FirstOrDefault(module => Path.GetFileName(module.FileName).StartsWith(stem, StringComparison.Ordinal))?.FileName ?? library;
    }

    private static bool Loads(string library) => NativeLibrary.TryLoad(library, out _);

    private static string? NewestIn(string path)
    {
        try
        {
            ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
            ReadOnlySpan<byte> prefix = Encoding.ASCII.GetBytes(Prefix);
            int newest = -1;
            for (int at = rest.IndexOf(prefix); at >= 0; at = rest.IndexOf(prefix))
            {
                rest = rest[(at + prefix.Length)..];
                int digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                newest = digits > 0 && int.TryParse(rest[..digits], out int version) ? Math.Max(newest, version) : newest;
            }

            return newest < 0 ? null : $"{Prefix}{newest}";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
