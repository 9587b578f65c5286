namespace GenreNet.Training.Search;

/// <summary>Specifies the status of a trial.</summary>
public enum TrialStatus
{
    /// <summary>The trial has not started.</summary>
    Waiting,

    /// <summary>The trial has started and may continue.</summary>
    Running,

    /// <summary>The trial was fitted for all its epochs.</summary>
    Done,

    /// <summary>The trial was stopped at a rung because others were better.</summary>
    Pruned,

    /// <summary>The trial could not be fitted.</summary>
    Failed,
}
