namespace GenreNet.Training.Fitting;

/// <summary>Specifies the optimization algorithm.</summary>
public enum OptimizerKind
{
    /// <summary>Adam: Kingma and Ba (2015).</summary>
    Adam,

    /// <summary>AdamW: Adam with decoupled weight decay, Loshchilov and Hutter (2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,
}
