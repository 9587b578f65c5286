namespace GenreNet.Training.Fitting;

/// <summary>Specifies how the best epoch is selected.</summary>
public enum MonitorKind
{
    /// <summary>The lowest validation loss.</summary>
    Loss,

    /// <summary>The highest validation accuracy; ties are broken by the lowest loss.</summary>
    Accuracy,

    /// <summary>No selection: the validation tracks are used for training, all epochs are run, and the last one is kept.</summary>
    Nothing,
}
