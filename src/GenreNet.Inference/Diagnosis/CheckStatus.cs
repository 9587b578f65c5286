namespace GenreNet.Inference;

/// <summary>What came of a check.</summary>
public enum CheckStatus
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>It works, but not all of it or not as well as it could.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
