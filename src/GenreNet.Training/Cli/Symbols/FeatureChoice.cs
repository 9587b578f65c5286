using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Backbones;

namespace GenreNet.Training.Cli;

/// <summary>Represents the feature options of a command line.</summary>
/// <param name="Settings">The features, or with <paramref name="Backbones"/> the segments.</param>
/// <param name="Backbones">Names of the pretrained networks whose embeddings are the features; null for none.</param>
/// <param name="IsGiven">Whether an option is given.</param>
internal sealed record FeatureChoice(FeatureOptions Settings, string? Backbones, bool IsGiven)
{
    /// <summary>Returns the features, for which the pretrained networks are opened.</summary>
    /// <exception cref="GenreNetException">A backbone is not installed, or is not a valid backbone.</exception>
    public FeatureOptions Open()
    {
        if (Backbones is null)
        {
            return Settings;
        }

        using var backbone = TrainingBackbone.Open(Backbones, Settings.SegmentSeconds);
        return backbone.Features with { HopSeconds = Settings.HopSeconds, Tail = Settings.Tail };
    }

    /// <summary>Rejects options that would have no effect because the features already exist.</summary>
    /// <param name="table">Path of a feature table, or of prepared features.</param>
    /// <exception cref="GenreNetException">One of the options is given.</exception>
    public void RequireNone(string table)
    {
        if (IsGiven)
        {
            throw new GenreNetException(FeatureTable.IsTable(table)
                ? $"{table} is a table of summary features, so feature options have no effect. Remove them, or give the audio."
                : $"{table} already contains features, so feature options have no effect. Remove them, or prepare the audio again.");
        }
    }
}
