namespace GenreNet.Core.Datasets;

/// <summary>Derives faults from measurements.</summary>
internal sealed class FaultFinder
{
    private readonly TrackLibrary _library;
    private readonly CheckOptions _options;
    private readonly TimeSpan _median;

    /// <summary>Creates a finder; some faults depend on the other tracks as well, for example through the median duration.</summary>
    public FaultFinder(TrackLibrary library, IReadOnlyList<DecodedTrack> tracks, CheckOptions options)
    {
        _library = library;
        _options = options;
        TimeSpan[] durations = [.. tracks.Where(t => t.Audio is not null).Select(t => t.Audio!.Duration).Order()];
        _median = durations.Length == 0 ? TimeSpan.Zero : durations[durations.Length / 2];
    }

    /// <summary>Returns the faults of a track, the worst first.</summary>
    public IReadOnlyList<TrackFault> FaultsOf(DecodedTrack track)
    {
        if (track.Failure is { } failure)
        {
            return [FaultOf(track, failure)];
        }

        AudioStatistics audio = track.Audio!;
        return
        [
            .. Fatal(audio),
            .. track.Warnings.Select(w => new TrackFault(
                track.HeaderWarnings.Contains(w) ? FaultKind.ContradictoryHeader : FaultKind.Damaged, BelowDataset(w, track))),
            .. Blemishes(audio),
        ];
    }

    private TrackFault FaultOf(DecodedTrack track, GenreNetException failure) => failure switch
    {
        DependencyMissingException => new TrackFault(FaultKind.Unchecked, BelowDataset(failure.Message, track)),
        _ when track.Track.Length == 0 && !TrackLibrary.IsUnread(track.Track) => new TrackFault(FaultKind.Empty, $"{track.Track.RelativePath} is empty: 0 bytes."),
        _ => new TrackFault(FaultKind.Undecodable, BelowDataset(failure.Message, track), (failure as AudioFormatException)?.Offset),
    };

    private IEnumerable<TrackFault> Fatal(AudioStatistics audio)
    {
        if (audio.SampleCount == 0)
        {
            yield return new TrackFault(FaultKind.Empty, "It contains no samples.");
        }
        else if (audio.Duration < _options.MinDuration)
        {
            yield return Fault(FaultKind.TooShort, $"It lasts {audio.Duration.TotalSeconds:0.##} s, less than {_options.MinDuration.TotalSeconds:0.##} s.");
        }
        else if (audio.Peak < _options.SilenceAmplitude)
        {
            yield return new TrackFault(FaultKind.Silent, "It is silent from beginning to end.");
        }
    }

    private IEnumerable<TrackFault> Blemishes(AudioStatistics audio)
    {
        bool isShort = audio.Duration >= _options.MinDuration && audio.Duration < _options.MinShareOfMedian * _median;
        if (isShort)
        {
            yield return Fault(FaultKind.CutShort, $"It lasts {audio.Duration.TotalSeconds:0.#} s, but the median track lasts {_median.TotalSeconds:0.#} s.");
        }

        if (audio.Peak >= _options.SilenceAmplitude && audio.LongestSilence >= _options.LongSilence)
        {
            yield return Fault(FaultKind.LongSilence, $"It is silent for {audio.LongestSilence.TotalSeconds:0.0} s, starting at {audio.LongestSilenceStart.TotalSeconds:0.0} s.");
        }

        if (audio.ClippedSamples > 0 && audio.ClippedShare >= _options.ClippedShare)
        {
            yield return Fault(FaultKind.Clipped, $"{audio.ClippedShare:0.00 %} of its samples are clipped ({audio.ClippedSamples} in runs of at least three at full scale).");
        }

        if (Math.Abs(audio.DcOffset) >= _options.DcOffset)
        {
            yield return Fault(FaultKind.DcOffset, $"Its mean is {audio.DcOffset:0.000} of full scale instead of zero.");
        }
    }

    // No path of this machine goes into the report, so that the same dataset at another location gives the same report.
    private string BelowDataset(string message, DecodedTrack track) =>
        message.Replace(_library.PathOf(track.Track), track.Track.RelativePath, StringComparison.Ordinal);

    private static TrackFault Fault(FaultKind kind, FormattableString text) => new(kind, FormattableString.Invariant(text));
}
