using System.Text.Json;

namespace GenreNet.Benchmarks.Peers;

/// <summary>A program that does the same work and measures itself.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">What goes before the number of repeats and the clips.</param>
internal sealed record Peer(string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Runs it in a process of its own.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="repeats">How often each clip is measured.</param>
    /// <param name="notes">Receives what the program says beside its figures, each sentence once.</param>
    /// <returns>Milliseconds of every case: the median over clips and repeats.</returns>
    /// <exception cref="InvalidOperationException">It failed, or a figure is missing.</exception>
    public IReadOnlyDictionary<string, double> Measure(IReadOnlyList<MeasuredClip> clips, int repeats, ISet<string> notes)
    {
        ChildProcess? ended = ChildProcess.Run(Program, [.. Arguments, $"{repeats}", .. clips.Select(clip => clip.Path)]);
        if (ended is not { ExitCode: 0 })
        {
            throw new InvalidOperationException($"{Name} failed ({LastLine(ended?.Errors)}): remove it from the machine, or repair it.");
        }

        notes.UnionWith(ended.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"{Name}: {line}"));
        Dictionary<string, double> times = [];
        foreach (string line in ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            times[json.RootElement.GetProperty("case").GetString()!] = json.RootElement.GetProperty("median_ms").GetDouble();
        }

        return MeasuredCase.All.All(times.ContainsKey) ? times : throw new InvalidOperationException($"{Name} printed no figure for a case: {ended.Output}");
    }

    private static string LastLine(string? errors) => errors?.Trim().Split('\n')[^1] is { Length: > 0 } line ? line : "it said nothing";
}
