namespace GenreNet.Training.Fitting;

/// <summary>Specifies how the learning rate changes during a fit.</summary>
public enum ScheduleKind
{
    /// <summary>The rate is constant.</summary>
    Constant,

    /// <summary>The rate is multiplied by a factor every fixed number of epochs.</summary>
    Step,

    /// <summary>The rate falls along half a cosine.</summary>
    Cosine,

    /// <summary>The rate rises and falls in one cycle.</summary>
    OneCycle,

    /// <summary>The rate is multiplied by a factor when the validation loss stops decreasing.</summary>
    Plateau,
}
