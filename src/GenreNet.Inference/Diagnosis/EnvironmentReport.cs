using System.Text;

namespace GenreNet.Inference;

/// <summary>Whether this machine can classify, by trying all that it takes; <see cref="GenreClassifier.CheckEnvironment"/> makes one.</summary>
/// <param name="Checks">What was tried, in order.</param>
public sealed record EnvironmentReport(IReadOnlyList<EnvironmentCheck> Checks)
{
    /// <summary>Whether nothing failed; there may be warnings.</summary>
    public bool IsReady => Checks.All(check => check.Status != CheckStatus.Failed);

    /// <summary>The checks as text, a line each, and below those that need it what to do.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (EnvironmentCheck check in Checks)
        {
            string sign = check.Status switch { CheckStatus.Passed => "ok", CheckStatus.Warning => "warning", _ => "FAILED" };
            text.Append($"{sign,-8} {check.Name}: {check.Detail}\n");
            if (check.Remedy is { } remedy)
            {
                text.Append($"{string.Empty,-8} -> {remedy}\n");
            }
        }

        return text.ToString();
    }
}
