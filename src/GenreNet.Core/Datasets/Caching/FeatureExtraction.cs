using GenreNet.Core.Audio;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets.Caching;

/// <summary>Extracts the features of all tracks of a dataset, on all processors; the result does not depend on which finished first.</summary>
public static class FeatureExtraction
{
    /// <summary>Does it. Tracks that are damaged or shorter than one segment are skipped and named.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">How clips become features.</param>
    /// <param name="progress">Told after every track, one at a time.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="DatasetException">A genre is left without a single segment.</exception>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg and there is none.</exception>
    public static PreparedFeatures Run(
        TrackLibrary library, FeatureOptions options, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        var pipeline = new FeaturePipeline(options);
        var clips = new Dictionary<string, FeatureClip>(StringComparer.Ordinal);
        var failures = new Dictionary<string, GenreNetException>(StringComparer.Ordinal);
        var gate = new Lock();
        ParallelWork.Run(
            library.ReadAll(),
            item =>
            {
                (FeatureClip? clip, GenreNetException? failure) = Extract(pipeline, item, cancellationToken);
                lock (gate)
                {
                    if (clip is not null)
                    {
                        clips.Add(item.Track.Id, clip);
                    }
                    else
                    {
                        failures.Add(item.Track.Id, failure!);
                    }

                    progress?.Report(new ExtractionProgress(clips.Count + failures.Count, library.Tracks.Count, item.Track.Id));
                }
            },
            cancellationToken);

        // Ctrl+C reaches ffmpeg as well, and what it then fails to decode is not damaged.
        cancellationToken.ThrowIfCancellationRequested();
        RequireMostReadable(library, failures.Values);
        return Assemble(library, options, clips, failures);
    }

    private static (FeatureClip? Clip, GenreNetException? Failure) Extract(FeaturePipeline pipeline, TrackAudio item, CancellationToken cancellationToken)
    {
        try
        {
            AudioReader reader = item.Open();
            string name = reader.Name;
            FeatureClip clip = pipeline.Extract(reader, ShortClip.Skip, cancellationToken);
            return clip.SegmentCount > 0
                ? (clip, null)
                : (null, new AudioFormatException(name, FormattableString.Invariant(
                    $"the clip lasts {clip.Duration.TotalSeconds:0.##} s, less than the {pipeline.Options.ShortestSeconds:0.##} s that make a segment: give a longer one.")));
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            return (null, (GenreNetException)problem);
        }
    }

    // One file in ten that needs ffmpeg can be skipped like a damaged one; a dataset of FLAC without ffmpeg is no dataset.
    private static void RequireMostReadable(TrackLibrary library, IEnumerable<GenreNetException> failures)
    {
        DependencyMissingException[] missing = [.. failures.OfType<DependencyMissingException>()];
        if (missing.Length * 2 > library.Tracks.Count)
        {
            throw missing[0];
        }
    }

    private static PreparedFeatures Assemble(
        TrackLibrary library, FeatureOptions options, Dictionary<string, FeatureClip> clips, Dictionary<string, GenreNetException> failures)
    {
        string? empty = library.Genres.FirstOrDefault(genre => !library.Tracks.Any(t => t.Genre == genre && clips.ContainsKey(t.Id)));
        if (empty is not null)
        {
            SkippedTrack? example = Skipped().FirstOrDefault();
            throw new DatasetException($"no track of the genre {empty} in {library.Name} can be used ({example?.Reason.TrimEnd('.')}): replace its files or remove the folder.");
        }

        Track[] used = [.. library.Tracks.Where(t => clips.ContainsKey(t.Id))];
        var values = new float[used.Sum(t => clips[t.Id].Values.Length)];
        List<int> labels = [];
        List<string> trackIds = [];
        var genres = library.Genres.Select((genre, i) => (genre, i)).ToDictionary(g => g.genre, g => g.i, StringComparer.Ordinal);
        foreach (Track track in used)
        {
            FeatureClip clip = clips[track.Id];
            clip.Values.CopyTo(values, labels.Count * options.ValuesPerSegment);
            labels.AddRange(Enumerable.Repeat(genres[track.Genre], clip.SegmentCount));
            trackIds.AddRange(Enumerable.Repeat(track.Id, clip.SegmentCount));
        }

        var features = new FeatureSet(values, [.. labels], [.. trackIds], library.Genres, options, library.Name, library.Fingerprint);
        return new PreparedFeatures(features, [.. Skipped()], [.. library.Warnings, .. used.SelectMany(t => clips[t.Id].Warnings.Select(w => BelowDataset(w, t)))]);

        IEnumerable<SkippedTrack> Skipped() => library.Tracks.Where(t => failures.ContainsKey(t.Id)).Select(t => new SkippedTrack(t.Id, BelowDataset(failures[t.Id].Message, t)));

        // The same dataset at another place gives the same file: no path of this machine goes into it.
        string BelowDataset(string message, Track track) =>
            message.Replace(library.PathOf(track), track.RelativePath, StringComparison.Ordinal);
    }
}
