using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>
/// Provides the model output that distinguishes music from other sound: probabilities of some AudioSet labels, computed from an EfficientAT
/// embedding.
/// </summary>
/// <seealso cref="BackboneClassifier"/>
public static class AudioSetContent
{
    /// <summary>Gets the description of the output for the card of a model.</summary>
    public static ContentFacts Facts { get; } = new()
    {
        Labels = [.. AudioSetLabels.Content.Select(label => label.Name)],
        MusicLabels = AudioSetLabels.Music,
        // The lowest probability of music among 194 clips of GTZAN is 0.30 (with 0.06 for speech), the next lowest 0.51.
        MusicBelow = 0.4,
        OtherAbove = 0.1,
        Remark = "Chosen with mn04 on 194 clips of GTZAN, all of which are recognised as music. Sounds without a label in AudioSet may be mistaken for music.",
    };

    /// <summary>Adds the output to a network that was trained on AudioSet; returns other networks unchanged.</summary>
    /// <param name="backbone">The network.</param>
    public static Backbone AddTo(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return IsFor(backbone) ? backbone.WithOutput(ModelFormat.ContentOutput, [.. AudioSetLabels.Content.Select(label => label.Index)]) : backbone;
    }

    /// <summary>Returns whether a network was trained on AudioSet.</summary>
    /// <param name="backbone">The network.</param>
    public static bool IsFor(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone.Head.ClassCount == AudioSetLabels.Count;
    }
}
