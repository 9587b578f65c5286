using System.Text;

namespace GenreNet.Inference;

/// <summary>
/// Reports whether this machine can classify, based on a trial of each component that classification needs. Created by
/// <see cref="GenreClassifier.CheckEnvironment"/>.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <param name="Checks">The checks in the order in which they ran.</param>
/// <example>
/// <code>
/// Console.WriteLine(GenreClassifier.CheckEnvironment());
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
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

/// <summary>Represents the check of one component that classification needs.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Name">Name of the component, such as <c>ONNX Runtime</c>.</param>
/// <param name="Status">Result of the check.</param>
/// <param name="Detail">What was found: versions, paths, sizes, or the problem.</param>
/// <param name="Remedy">How to solve the problem; null if there is none.</param>
public sealed record EnvironmentCheck(string Name, CheckStatus Status, string Detail, string? Remedy = null);

/// <summary>Specifies the result of a check.</summary>
public enum CheckStatus
{
    /// <summary>The check found no problem.</summary>
    Passed,

    /// <summary>The component works, but not completely or not as well as it could.</summary>
    Warning,

    /// <summary>The component does not work.</summary>
    Failed,
}
