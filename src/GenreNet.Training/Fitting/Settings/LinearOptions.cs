using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>How a linear classifier is fitted.</summary>
public sealed record LinearOptions
{
    /// <summary>What is minimised. Default logistic regression.</summary>
    public LinearMethod Method { get; init; }

    /// <summary>What the classifier is fitted to. Default track means and single segments.</summary>
    public LinearItems Items { get; init; } = LinearItems.Both;

    /// <summary>Factor of half the sum of squared weights, above 0; null, the default, to choose it by cross-validation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? L2 { get; init; }

    /// <summary>Most folds of the cross-validation that chooses L2 and fits the temperature, 2 or more; groups of tracks stay together. Default 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        if (L2 is { } l2)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(l2, nameof(L2));
        }
    }
}

/// <summary>What a linear classifier minimises, with L2 of the weights.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearMethod>))]
public enum LinearMethod
{
    /// <summary>Cross entropy of a softmax: multinomial logistic regression.</summary>
    Logistic,

    /// <summary>Squared distance from targets of 1 for the genre and -1 for the others: ridge regression.</summary>
    Ridge,
}

/// <summary>What a linear classifier is fitted to. Every track weighs the same, however many segments it has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearItems>))]
public enum LinearItems
{
    /// <summary>The mean of each track's segments.</summary>
    Tracks,

    /// <summary>Single segments.</summary>
    Segments,

    /// <summary>Both, each with half of the weight: for whole tracks and for clips of a single segment.</summary>
    Both,
}
