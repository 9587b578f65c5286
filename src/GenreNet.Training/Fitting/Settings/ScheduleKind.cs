namespace GenreNet.Training.Fitting;

/// <summary>How the learning rate goes over a fit.</summary>
public enum ScheduleKind
{
    /// <summary>The same throughout.</summary>
    Constant,

    /// <summary>Smaller by a factor every so many epochs.</summary>
    Step,

    /// <summary>Down along half a cosine.</summary>
    Cosine,

    /// <summary>Up and down again in one cycle.</summary>
    OneCycle,

    /// <summary>Smaller by a factor whenever the validation loss stops falling.</summary>
    Plateau,
}
