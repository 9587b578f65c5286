namespace GenreNet.Inference;

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
