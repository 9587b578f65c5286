namespace GenreNet.Training.Search;

/// <summary>What became of a trial.</summary>
public enum TrialStatus
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Begun, and perhaps going on.</summary>
    Running,

    /// <summary>Fitted for all epochs that it wanted.</summary>
    Done,

    /// <summary>Left behind at a rung, because others were better.</summary>
    Pruned,

    /// <summary>It could not be fitted.</summary>
    Failed,
}
