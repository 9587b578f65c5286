using GenreNet.Core;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Inference;

/// <summary>Loads the native library of ONNX Runtime, and explains the reason and the remedy if it does not load.</summary>
internal static class OnnxRuntimeLibrary
{
    private const string Stem = "onnxruntime";

    /// <summary>Gets the file name of the library on this system.</summary>
    public static string FileName => OperatingSystem.IsWindows() ? $"{Stem}.dll" : OperatingSystem.IsMacOS() ? $"lib{Stem}.dylib" : $"lib{Stem}.so";

    /// <summary>Loads the library.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="DependencyMissingException">The library does not load.</exception>
    public static string Load()
    {
        try
        {
            return OrtEnv.Instance().GetVersionString();
        }
        catch (Exception problem) when (IsMissing(problem))
        {
            throw Missing(problem);
        }
    }

    /// <summary>Returns whether an exception of ONNX Runtime means that its native library did not load.</summary>
    public static bool IsMissing(Exception problem) =>
        problem is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;

    /// <summary>Creates an exception that states which library did not load, why, and what to do.</summary>
    public static DependencyMissingException Missing(Exception problem)
    {
        (string detail, string remedy) = Describe(problem);
        return new DependencyMissingException(Stem, $"{detail}; {remedy}.", problem);
    }

    /// <summary>Describes why the library did not load, and what to do, from the innermost exception.</summary>
    public static (string Detail, string Remedy) Describe(Exception problem)
    {
        Exception cause = problem;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        (string reason, string remedy) = Explain(cause.Message);
        return ($"{FileName}, the native library of ONNX Runtime, cannot be loaded: {reason}", remedy);
    }

    /// <summary>Translates a message of the system's loader into a reason and a remedy.</summary>
    internal static (string Reason, string Remedy) Explain(string message)
    {
        // The loader lists every location that it searched; a file that exists but does not load is the one to report.
        string? line = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith("Unable to", StringComparison.Ordinal) && l.Contains(": ", StringComparison.Ordinal))
            .FirstOrDefault(l => !(l.Split(": ")[0].Contains(Stem, StringComparison.Ordinal) && l.Contains("cannot open shared object file", StringComparison.Ordinal)));
        return line switch
        {
            null when message.Contains("entry point", StringComparison.OrdinalIgnoreCase) =>
                ("another version of the library was found", "remove the older copy from the program's folder and publish again"),
            null => ("it is not in the program's folder", "publish for the target platform (dotnet publish -r RID); on Windows, also install the Visual C++ runtime"),
            _ when line.Contains("not found", StringComparison.Ordinal) && line.Contains("GLIBC", StringComparison.Ordinal) =>
                (Tail(line), "this system is too old: use Debian 11, Ubuntu 20.04, RHEL 9 or newer"),
            _ when line.Contains("cannot open shared object file", StringComparison.Ordinal) =>
                (Tail(line), "install the missing library"),
            _ => (Tail(line), "the file is damaged or built for another platform: publish again for the target platform (dotnet publish -r RID)"),
        };
    }

    // Returns "file too short" from "/app/libonnxruntime.so: file too short", without the machine's folder.
    private static string Tail(string line) => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.');
}
