using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;
using GenreNet.Core.Synthesis;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Generates music with a small synthesizer, for trying everything without a download. Free of rights, and different for every seed.
/// </summary>
/// <remarks>
/// Each style has its own rhythms, harmonies, instruments and tempi, but instruments and tempi overlap between styles, and every track
/// is recorded differently, so that the classification task is not trivial. Thread-safe, as long as calls write to different folders.
/// </remarks>
/// <example>
/// <code>
/// SyntheticDataset.Write("demo", new SyntheticOptions { TracksPerStyle = 10 });
/// TrackLibrary library = TrackLibrary.Open("demo");
/// </code>
/// </example>
/// <seealso cref="TrackLibrary"/>
public static class SyntheticDataset
{
    /// <summary>Gets the sample rate in Hz.</summary>
    public static int SampleRate => SampleClock.Rate;

    /// <summary>Gets the names of the invented styles of the demo, sorted ordinally.</summary>
    public static IReadOnlyList<string> Styles { get; } = [.. Style.All.Select(s => s.Name)];

    /// <summary>Gets the names of the genres, sorted ordinally: those of GTZAN, which the embedded model knows.</summary>
    public static IReadOnlyList<string> Genres { get; } = [.. Genre.All.Select(g => g.Name)];

    /// <summary>Returns the names of a set of styles, sorted ordinally.</summary>
    public static IReadOnlyList<string> NamesOf(SyntheticStyles styles) => styles == SyntheticStyles.Gtzan ? Genres : Styles;

    /// <summary>Generates one piece.</summary>
    /// <param name="style">One of <see cref="Styles"/> or <see cref="Genres"/>.</param>
    /// <param name="seed">Random seed; equal seeds give equal samples.</param>
    /// <param name="seconds">Length in seconds.</param>
    /// <exception cref="ArgumentException">The style does not exist.</exception>
    public static AudioBuffer Render(string style, ulong seed, double seconds)
    {
        var random = new SeededRandom(seed);
        if (Genre.All.FirstOrDefault(g => g.Name == style) is { } genre)
        {
            return new AudioBuffer(genre.Record(SampleClock.Samples(seconds), random), SampleClock.Rate);
        }

        Style found = Style.All.FirstOrDefault(s => s.Name == style)
            ?? throw new ArgumentException($"The style '{style}' is not known: choose one of {string.Join(", ", Styles.Concat(Genres))}.", nameof(style));
        var score = new Score(random.Fork(0), SampleClock.Samples(seconds));
        found.Compose(score);
        Recording.Master(score.Samples, random.Fork(1));
        return new AudioBuffer(score.Samples, SampleClock.Rate);
    }

    /// <summary>Writes a dataset: <c>folder/STYLE/STYLE.sSEED.NNNNN.wav</c>. Files with the same names are replaced.</summary>
    /// <param name="folder">Folder of the dataset; created if necessary.</param>
    /// <param name="options">Number and length of the tracks, and the seed.</param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Checked between tracks; every file that has been written is complete.</param>
    /// <exception cref="GenreNetException">The folder cannot be written.</exception>
    public static void Write(
        string folder, SyntheticOptions options, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        int done = 0;
        IReadOnlyList<string> names = NamesOf(options.Styles);
        int total = names.Count * options.TracksPerStyle;
        var gate = new Lock();
        ParallelWork.Run(
            Enumerable.Range(0, total),
            i =>
            {
                (int number, int style) = Math.DivRem(i, names.Count);
                string track = TrackPath(names[style], options.Seed, number);
                AudioBuffer piece = Render(names[style], TrackSeed(options.Seed, style, number), options.Seconds);
                WavWriter.Write(Path.Combine(folder, track), piece.Samples, piece.SampleRate);
                lock (gate)
                {
                    progress?.Report(new SyntheticProgress(++done, total, track));
                }
            },
            cancellationToken);
    }

    /// <summary>
    /// Returns the path of a track written by <see cref="Write"/>, below the dataset's folder. It contains the seed, so that no two pieces
    /// share an id.
    /// </summary>
    /// <param name="style">Name of the style.</param>
    /// <param name="seed">Seed of the dataset.</param>
    /// <param name="number">Number of the track, from 0.</param>
    public static string TrackPath(string style, ulong seed, int number) => $"{style}/{style}.s{seed}.{number:D5}.wav";

    private static ulong TrackSeed(ulong seed, int style, int number) => new SeededRandom(seed).Fork((ulong)style).Fork((ulong)number).NextUInt64();
}
