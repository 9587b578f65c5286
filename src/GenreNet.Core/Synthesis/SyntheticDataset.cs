using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;
using GenreNet.Core.Synthesis;

namespace GenreNet.Core.Datasets;

/// <summary>Music made up by a small generator, to try everything without a download. Free of rights, and different for every seed.</summary>
/// <remarks>
/// Each style has its own ways of rhythm, harmony, instruments and tempo, but instruments and tempi overlap, and every track
/// has a recording of its own: the task is not trivial.
/// </remarks>
public static class SyntheticDataset
{
    /// <summary>Samples a second, in Hz.</summary>
    public static int SampleRate => SampleClock.Rate;

    /// <summary>The styles, sorted ordinally.</summary>
    public static IReadOnlyList<string> Styles { get; } = [.. Style.All.Select(s => s.Name)];

    /// <summary>Makes one piece.</summary>
    /// <param name="style">One of <see cref="Styles"/>.</param>
    /// <param name="seed">Equal seeds give equal samples.</param>
    /// <param name="seconds">Length.</param>
    /// <exception cref="ArgumentException">There is no such style.</exception>
    public static AudioBuffer Render(string style, ulong seed, double seconds)
    {
        Style found = Style.All.FirstOrDefault(s => s.Name == style)
            ?? throw new ArgumentException($"There is no style '{style}': choose one of {string.Join(", ", Styles)}.", nameof(style));
        var random = new SeededRandom(seed);
        var score = new Score(random.Fork(0), SampleClock.Samples(seconds));
        found.Compose(score);
        Recording.Master(score.Samples, random.Fork(1));
        return new AudioBuffer(score.Samples, SampleClock.Rate);
    }

    /// <summary>Writes a dataset: <c>folder/STYLE/STYLE.sSEED.NNNNN.wav</c>. Files of the same names are replaced.</summary>
    /// <param name="folder">Where to; created if need be.</param>
    /// <param name="options">How many, how long and which seed.</param>
    /// <param name="progress">Told after every track, one at a time.</param>
    /// <param name="cancellationToken">Stops between tracks; every file that is there is whole.</param>
    /// <exception cref="GenreNetException">The folder cannot be written.</exception>
    public static void Write(
        string folder, SyntheticOptions options, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        int done = 0;
        int total = Styles.Count * options.TracksPerStyle;
        var gate = new Lock();
        ParallelWork.Run(
            Enumerable.Range(0, total),
            i =>
            {
                (int number, int style) = Math.DivRem(i, Styles.Count);
                string track = TrackPath(Styles[style], options.Seed, number);
                AudioBuffer piece = Render(Styles[style], TrackSeed(options.Seed, style, number), options.Seconds);
                WavWriter.Write(Path.Combine(folder, track), piece.Samples, piece.SampleRate);
                lock (gate)
                {
                    progress?.Report(new SyntheticProgress(++done, total, track));
                }
            },
            cancellationToken);
    }

    /// <summary>Where <see cref="Write"/> puts a track, below the dataset's folder. The seed is part of the name, so that no two pieces share an id.</summary>
    /// <param name="style">The style.</param>
    /// <param name="seed">The dataset's seed.</param>
    /// <param name="number">The track, from 0.</param>
    public static string TrackPath(string style, ulong seed, int number) => $"{style}/{style}.s{seed}.{number:D5}.wav";

    private static ulong TrackSeed(ulong seed, int style, int number) => new SeededRandom(seed).Fork((ulong)style).Fork((ulong)number).NextUInt64();
}
