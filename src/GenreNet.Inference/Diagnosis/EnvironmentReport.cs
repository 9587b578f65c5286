using System.Text;

namespace GenreNet.Inference;

/// <summary>
/// Reports whether this machine can classify, based on a trial of each component that classification needs. Created by
/// <see cref="GenreClassifier.CheckEnvironment"/>.
/// </summary>
/// <param name="Checks">The checks in the order in which they ran.</param>
public sealed record EnvironmentReport(IReadOnlyList<EnvironmentCheck> Checks)
{
    /// <summary>Gets whether no check failed; there may be warnings.</summary>
    public bool IsReady => Checks.All(check => check.Status != CheckStatus.Failed);

    /// <summary>Returns the checks as text, one line per check, followed by its remedy if there is one.</summary>
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
