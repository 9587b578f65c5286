using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the settings of a trainer of ML.NET, which is fitted instead of a network.</summary>
public sealed record TrainerOptions
{
    /// <summary>The trainer.</summary>
    public TrainerKind Kind { get; init; }

    /// <summary>Largest number of trees per genre. For boosted trees, the validation tracks select how many of them are kept. Default 200.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Largest number of leaves per tree, 2 or more. Default 15.</summary>
    public int Leaves { get; init; } = 15;

    /// <summary>Smallest number of training segments per leaf, 1 or more. Default 5.</summary>
    public int LeafSize { get; init; } = 5;

    /// <summary>Learning rate of boosted trees, above 0 and at most 1. Default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>L2 penalty of linear trainers, in the unit of the trainer; null, the default, for its default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? L2 { get; init; }

    /// <summary>Whether the trainer fits decision trees; otherwise it is linear.</summary>
    [JsonIgnore]
    public bool HasTrees => Kind is TrainerKind.LightGbm or TrainerKind.FastTree or TrainerKind.FastForest;

    /// <summary>Whether the trees are fitted one after another, each to the errors of those before it.</summary>
    [JsonIgnore]
    public bool IsBoosted => Kind is TrainerKind.LightGbm or TrainerKind.FastTree;

    /// <summary>The name of the trainer on command lines and on model cards.</summary>
    [JsonIgnore]
    public string Name => NameOf(Kind);

    /// <summary>Returns the name of a trainer on command lines and on model cards.</summary>
    public static string NameOf(TrainerKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Leaves, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeafSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LearningRate, 1);
        if (L2 is { } l2)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(l2, nameof(L2));
        }
    }
}

/// <summary>Specifies a trainer of ML.NET.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainerKind>))]
public enum TrainerKind
{
    /// <summary>Gradient boosting with one softmax over all genres (LightGBM).</summary>
    LightGbm,

    /// <summary>Gradient boosting, one classifier per genre against all others (FastTree).</summary>
    FastTree,

    /// <summary>A random forest per genre against all others (FastForest).</summary>
    FastForest,

    /// <summary>Multinomial logistic regression, fitted by L-BFGS.</summary>
    Logistic,

    /// <summary>Multinomial logistic regression, fitted by stochastic dual coordinate ascent.</summary>
    Sdca,

    /// <summary>A linear support vector machine per genre against all others.</summary>
    Svm,

    /// <summary>An averaged perceptron per genre against all others.</summary>
    Perceptron,
}
