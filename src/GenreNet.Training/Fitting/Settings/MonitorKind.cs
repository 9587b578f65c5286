namespace GenreNet.Training.Fitting;

/// <summary>What says which epoch is the best.</summary>
public enum MonitorKind
{
    /// <summary>The lowest validation loss.</summary>
    Loss,

    /// <summary>The highest validation accuracy; of equal ones the one with the lowest loss.</summary>
    Accuracy,

    /// <summary>Nothing does: the validation tracks train as well, all epochs are fitted, and the last one is kept.</summary>
    Nothing,
}
