using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Explores a dataset of audio.</summary>
internal static class AudioExploration
{
    private const int MostSeconds = 30;
    private const double Quietest = -100;

    /// <summary>Decodes all tracks once, and the examples a second time.</summary>
    /// <param name="library">The audio tracks of the dataset.</param>
    /// <param name="seed">The seed for drawing random examples; null for typical ones.</param>
    /// <param name="hasClips">Whether the examples include audio clips.</param>
    /// <param name="progress">Receives a report after every track.</param>
    /// <param name="cancellationToken">Stops between blocks of audio.</param>
    /// <exception cref="GenreNetException">No track can be decoded.</exception>
    public static Exploration Run(TrackLibrary library, ulong? seed, bool hasClips, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        var profile = DatasetProfile.Of(library, progress, cancellationToken);
        ExploredTrack[] tracks = [.. profile.Tracks.Select(t => new ExploredTrack(
            t.Track.Id, IndexOf(library.Genres, t.Track.Genre), t.Means.ToArray(), t.Deviations.ToArray(), t.Duration, Math.Max(Quietest, 20 * Math.Log10(Math.Max(t.Level, 1e-9)))))];
        int[] chosen = [.. ExampleChoice.Of(tracks, library.Genres.Count, seed)];
        return new Exploration
        {
            Dataset = library.Name,
            Fingerprint = library.Fingerprint,
            Genres = library.Genres,
            Tracks = tracks,
            Features = [.. Enumerable.Range(1, DatasetProfile.CoefficientCount).Select(i => FormattableString.Invariant($"MFCC {i}"))],
            FeatureName = "MFCCs",
            Examples = Examples(library, [.. chosen.Select(i => profile.Tracks[i].Track)], hasClips, cancellationToken),
            ExampleNote = $"{ExampleChoice.Note(seed)} The pictures show at most {MostSeconds} s.",
            Skipped = profile.Skipped,
            Notes = library.Warnings,
        };
    }

    private static GenreExample[] Examples(TrackLibrary library, Track[] tracks, bool hasClips, CancellationToken cancellationToken)
    {
        var pictures = new ClipPictures();
        List<GenreExample> examples = [];
        foreach (TrackAudio item in library.Read(tracks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            examples.Add(Example(pictures, item, hasClips));
        }

        return [.. examples.OrderBy(e => e.Genre, StringComparer.Ordinal)];
    }

    private static GenreExample Example(ClipPictures pictures, TrackAudio item, bool hasClips)
    {
        float[] samples = Beginning(item);
        byte[]? clip = hasClips ? ClipAudio.Middle(new AudioBuffer(samples, ClipPictures.SampleRate).OpenReader(), CancellationToken.None) : null;
        return new GenreExample(item.Track.Genre, item.Track.Id, pictures.Draw(PictureFiles.NamePart(item.Track.Genre), item.Track.Id, samples), clip);
    }

    private static float[] Beginning(TrackAudio item)
    {
        using AudioReader reader = item.Open().ResampledTo(ClipPictures.SampleRate);
        float[] samples = new float[MostSeconds * ClipPictures.SampleRate];
        int count = 0;
        int read = 1;
        while (count < samples.Length && read > 0)
        {
            read = reader.Read(samples.AsSpan(count));
            count += read;
        }

        return samples[..count];
    }

    private static int IndexOf(IReadOnlyList<string> genres, string genre) => genres.TakeWhile(g => g != genre).Count();
}
