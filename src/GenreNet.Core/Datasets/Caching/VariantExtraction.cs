using GenreNet.Core.Audio;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Extracts the features of an audio file and of its augmented variants into a journal. Thread-safe.</summary>
/// <param name="pipeline">Converts audio to features.</param>
/// <param name="settings">Which variants to extract; without augmented variants, a file is never held in memory completely.</param>
internal sealed class VariantExtraction(FeaturePipeline pipeline, CacheSettings settings)
{
    // A record is compressed as one array of bytes.
    private const long MostBytes = 2_000_000_000;

    private readonly WaveformAugmentation? _augmentation = settings.Augmentation is { } augmentation ? new WaveformAugmentation(augmentation.Options) : null;

    /// <summary>Extracts the features that the journal lacks.</summary>
    /// <param name="journal">The journal; receives one record for the file and one for each augmented variant.</param>
    /// <param name="content">Address of the file's content.</param>
    /// <param name="reader">The audio of the file; disposed at the end.</param>
    /// <param name="cancellationToken">Checked between segments.</param>
    /// <exception cref="AudioFormatException">The audio is damaged, or shorter than a segment.</exception>
    public void Run(FeatureJournal journal, string content, AudioReader reader, CancellationToken cancellationToken)
    {
        if (_augmentation is null)
        {
            string path = reader.Name;
            Append(journal, content, pipeline.Extract(reader, ShortClip.Skip, cancellationToken), path);
            return;
        }

        string name = reader.Name;
        FeatureOptions options = pipeline.Options;
        // Resampling twice would give the clip itself different features than in a cache without augmented variants.
        AudioBuffer clip = AudioBuffer.Load(reader, options.Parts.Count > 1 ? null : options.SampleRate, cancellationToken);
        int shortest = (int)Math.Ceiling(options.ShortestSeconds * clip.SampleRate);
        foreach (int variant in settings.Variants)
        {
            string address = CacheSettings.AddressOf(content, variant);
            if (journal.Find(address) is not null)
            {
                continue;
            }

            AudioBuffer audio = variant == 0 ? clip : _augmentation.Apply(clip, settings.Augmentation!.RandomOf(content, variant), shortest);
            FeatureClip features = pipeline.Extract(audio.OpenReader(), ShortClip.Skip, cancellationToken);
            // Warnings about the file are recorded only once, for the clip itself.
            Append(journal, address, features, name, variant == 0 ? clip.Warnings : []);
        }
    }

    private void Append(FeatureJournal journal, string address, FeatureClip clip, string path, IReadOnlyList<string>? warnings = null)
    {
        if (clip.SegmentCount == 0)
        {
            throw new AudioFormatException(path, FormattableString.Invariant(
                $"the clip lasts {clip.Duration.TotalSeconds:0.##} s, but a segment requires at least {pipeline.Options.ShortestSeconds:0.##} s. Use a longer clip."));
        }

        if ((long)clip.Values.Length * sizeof(float) > MostBytes)
        {
            throw new AudioFormatException(path, FormattableString.Invariant(
                $"its {clip.SegmentCount} segments of {pipeline.Options.ValuesPerSegment} values exceed the 2 GB that a cache can store per track. Split the file, or use a longer hop."));
        }

        // The warnings are complete and final only once a track has been decoded to its end.
        journal.Append(TrackRecord.Create(address, clip.SegmentCount, clip.Values.Span, [.. (warnings ?? clip.Warnings).Select(w => TrackText.WithoutPath(w, path))]));
    }
}
