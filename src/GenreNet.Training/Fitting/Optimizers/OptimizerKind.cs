namespace GenreNet.Training.Fitting;

/// <summary>How gradients become steps.</summary>
public enum OptimizerKind
{
    /// <summary>Kingma and Ba (2015).</summary>
    Adam,

    /// <summary>Adam with weight decay beside the gradient: Loshchilov and Hutter (2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,
}
