namespace GenreNet.Tests.Support;

/// <summary>Finds signals that the environment ignores, as under nohup or for a job in the background: processes started from there inherit it.</summary>
internal static class IgnoredSignal
{
    /// <summary>Skips the test where a signal is ignored.</summary>
    /// <param name="signal">The name without SIG: HUP, INT or TERM.</param>
    public static void Skip(string signal)
    {
        const string label = "SigIgn:";
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        string? ignored = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal)) : null;
        Assert.SkipWhen(ignored is not null && (Convert.ToUInt64(ignored[label.Length..].Trim(), 16) >> (number - 1) & 1) != 0, $"SIG{signal} is ignored in this environment");
    }
}
