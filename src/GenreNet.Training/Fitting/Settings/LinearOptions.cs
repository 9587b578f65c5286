using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the settings of a linear classifier.</summary>
public sealed record LinearOptions
{
    /// <summary>The loss to minimise. Default logistic regression.</summary>
    public LinearMethod Method { get; init; }

    /// <summary>The training items. Default track means and single segments.</summary>
    public LinearItems Items { get; init; } = LinearItems.Both;

    /// <summary>Factor of half the sum of squared weights, above 0; null, the default, to choose it by cross-validation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? L2 { get; init; }

    /// <summary>
    /// Maximum number of folds of the cross-validation that selects L2 and fits the temperature, 2 or more; groups are not split. Default
    /// 10.
    /// </summary>
    public int Folds { get; init; } = 10;

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        if (L2 is { } l2)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(l2, nameof(L2));
        }
    }
}

/// <summary>Specifies the loss of a linear classifier, to which L2 of the weights is added.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearMethod>))]
public enum LinearMethod
{
    /// <summary>Cross entropy of a softmax: multinomial logistic regression.</summary>
    Logistic,

    /// <summary>Squared distance from targets of 1 for the genre and -1 for the others: ridge regression.</summary>
    Ridge,
}

/// <summary>
/// Specifies the training items of a linear classifier. All tracks have the same weight, regardless of their number of segments.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearItems>))]
public enum LinearItems
{
    /// <summary>The mean of each track's segments.</summary>
    Tracks,

    /// <summary>Single segments.</summary>
    Segments,

    /// <summary>Both, each with half the weight: suited to complete tracks and to clips of a single segment.</summary>
    Both,
}
