using System.Text.Json;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Represents a program that does the same work and measures its own time.</summary>
/// <param name="Name">Name of the program in the table.</param>
/// <param name="Program">Path of the executable.</param>
/// <param name="Arguments">Arguments before the number of repeats and the clips.</param>
internal sealed record ProgramPeer(string Name, string Program, IReadOnlyList<string> Arguments) : IPeer
{
    /// <summary>Runs the program in a separate process; its messages are the notes.</summary>
    /// <inheritdoc cref="IPeer.Measure"/>
    /// <exception cref="InvalidOperationException">The program failed, or a result is missing.</exception>
    public IReadOnlyDictionary<string, double> Measure(IReadOnlyList<MeasuredClip> clips, int repeats, ISet<string> notes)
    {
        ChildProcess? ended = ChildProcess.Run(Program, [.. Arguments, $"{repeats}", .. clips.Select(clip => clip.Path)]);
        if (ended is not { ExitCode: 0 })
        {
            throw new InvalidOperationException($"{Name} failed ({LastLine(ended?.Errors)}): uninstall or repair the program.");
        }

        notes.UnionWith(ended.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"{Name}: {line}"));
        Dictionary<string, double> times = [];
        foreach (string line in ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            times[json.RootElement.GetProperty("case").GetString()!] = json.RootElement.GetProperty("median_ms").GetDouble();
        }

        return MeasuredCase.All.All(times.ContainsKey) ? times : throw new InvalidOperationException($"{Name} printed no result for a case: {ended.Output}");
    }

    private static string LastLine(string? errors) => errors?.Trim().Split('\n')[^1] is { Length: > 0 } line ? line : "no message";
}
