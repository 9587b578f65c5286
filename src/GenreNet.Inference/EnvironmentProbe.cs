using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>Tries each component that classification needs in turn. Never throws.</summary>
internal static class EnvironmentProbe
{
    private const long LittleSpace = 200_000_000;

    /// <summary>Runs all checks.</summary>
    /// <param name="modelPath">The model to try; null for the default model.</param>
    public static EnvironmentReport Run(string? modelPath) => new(
        [Runtime(), Processor(), CppRuntime.Check(), OnnxRuntime(), FfmpegProbe.Check(), TemporaryFolder(), .. Model(modelPath)]);

    private static EnvironmentCheck Runtime() => new(
        ".NET", CheckStatus.Passed, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.RuntimeIdentifier})");

    private static EnvironmentCheck Processor()
    {
        int lanes = Vector<float>.Count;
        string detail = $"{Environment.ProcessorCount} x {RuntimeInformation.ProcessArchitecture}, {lanes}-lane float vectors";
        return Vector.IsHardwareAccelerated && (lanes >= 8 || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            ? new EnvironmentCheck("Processor", CheckStatus.Passed, detail)
            : new EnvironmentCheck("Processor", CheckStatus.Warning, detail, "feature extraction takes about twice as long without AVX2; in a NativeAOT program, enable it with <IlcInstructionSet>x86-64-v3</IlcInstructionSet>");
    }

    private static EnvironmentCheck OnnxRuntime()
    {
        const string Name = "ONNX Runtime";
        try
        {
            string version = OnnxRuntimeLibrary.Load();
            return new EnvironmentCheck(Name, CheckStatus.Passed, $"{version}, {ModulePath(OnnxRuntimeLibrary.FileName)}");
        }
        catch (DependencyMissingException problem)
        {
            (string detail, string remedy) = OnnxRuntimeLibrary.Describe(problem);
            return new EnvironmentCheck(Name, CheckStatus.Failed, detail, remedy);
        }
    }

    private static EnvironmentCheck TemporaryFolder()
    {
        const string Name = "Temporary folder";
        string folder = Path.GetTempPath();
        try
        {
            string probe = Path.Combine(folder, $"genrenet-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "genrenet");
            File.Delete(probe);
            long free = new DriveInfo(folder).AvailableFreeSpace;
            string detail = string.Create(CultureInfo.InvariantCulture, $"{folder}, {free / 1e9:0.0} GB free");
            return free >= LittleSpace
                ? new EnvironmentCheck(Name, CheckStatus.Passed, detail)
                : new EnvironmentCheck(Name, CheckStatus.Warning, detail, "streams that ffmpeg decodes may be copied to this folder: free some space, or set TMPDIR to another folder");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new EnvironmentCheck(
                Name, CheckStatus.Warning, $"{folder} is not writable ({problem.Message.TrimEnd('.')})", "streams that ffmpeg decodes may be copied to this folder: set TMPDIR to a writable folder");
        }
    }

    private static IEnumerable<EnvironmentCheck> Model(string? path)
    {
        string name = path ?? DefaultModel.Name;
        GenreClassifier? classifier = null;
        EnvironmentCheck loaded = Try("Model", () =>
        {
            long start = Stopwatch.GetTimestamp();
            classifier = path is null ? GenreClassifier.LoadDefault() : GenreClassifier.Load(path);
            string embedding = classifier.EmbeddingSize == 0 ? "no embedding" : $"embedding of {classifier.EmbeddingSize} values";
            return $"{name}: {classifier.Card.Network}, {classifier.Genres.Count} genres, {embedding}, loaded in {Milliseconds(start)} ms";
        });
        yield return loaded;
        if (classifier is null)
        {
            yield break;
        }

        using (classifier)
        {
            yield return Try("Answer", () =>
            {
                classifier.Try();
                long start = Stopwatch.GetTimestamp();
                classifier.Try();
                return $"one second of synthetic audio classified in {Milliseconds(start)} ms";
            });
        }
    }

    private static EnvironmentCheck Try(string name, Func<string> work)
    {
        try
        {
            return new EnvironmentCheck(name, CheckStatus.Passed, work());
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or InvalidOperationException or ArgumentException)
        {
            return new EnvironmentCheck(name, CheckStatus.Failed, problem.Message.TrimEnd('.'), problem is DependencyMissingException ? "fix the failed check above" : null);
        }
    }

    private static string ModulePath(string fileName)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().FirstOrDefault(module => Path.GetFileName(module.FileName).StartsWith(fileName, StringComparison.OrdinalIgnoreCase))?.FileName ?? fileName;
    }

    private static string Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
