using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Computes the features of segments: of one kind, or of several kinds at several sample rates, and their embedding. Immutable and
/// thread-safe.
/// </summary>
internal sealed class SegmentPlan
{
    private readonly FeatureOptions _options;
    private readonly SegmentEncoder? _encoder;
    private readonly int[] _rates;
    private readonly SegmentView[] _views;
    private readonly ResamplerCache _resamplers;
    private readonly int _size;
    private readonly bool _isJoined;

    /// <summary>Initializes the plan and computes its tables.</summary>
    /// <param name="options">Valid settings.</param>
    /// <param name="encoder">Computes the embedding; null for other features, or if no audio is read.</param>
    /// <param name="engine">Evaluates the filters of resamplers; null for the vectors of .NET.</param>
    /// <exception cref="ArgumentException">The features do not use an encoder.</exception>
    public SegmentPlan(FeatureOptions options, SegmentEncoder? encoder, IFilterEngine? engine = null)
    {
        if (encoder is not null && options.Source is null)
        {
            throw new ArgumentException($"{options.Kind} features do not use an encoder: omit the encoder, or use FeatureOptions.Encoded.", nameof(encoder));
        }

        _options = options;
        _encoder = encoder;
        _resamplers = new ResamplerCache(engine);
        _isJoined = (options.Source ?? options).Kind == FeatureKind.Joined;
        _rates = RatesOf(options.Parts);
        _views = [.. options.Parts.Select(p => new SegmentView(p, Array.IndexOf(_rates, p.SampleRate)))];
        foreach (SegmentView view in _views)
        {
            _size += view.Options.ValuesPerSegment;
            LeastTailSeconds = Math.Max(LeastTailSeconds, view.IsSummary ? view.Options.ShortestSeconds : 0);
        }
    }

    /// <summary>
    /// Gets the minimum duration in seconds of audio after the last complete segment that can be filled with silence; above zero only for
    /// summaries.
    /// </summary>
    public double LeastTailSeconds { get; }

    /// <summary>Throws if these features cannot be computed from audio.</summary>
    /// <exception cref="GenreNetException">Another program computed the features, or the encoder is missing.</exception>
    public void RequireAudio()
    {
        if (_options.Kind != FeatureKind.Embedding || _encoder is not null)
        {
            return;
        }

        throw new GenreNetException(_options.Source is null
            ? $"The embeddings {_options.Encoder!.Name} were computed by another program and cannot be computed from audio: use prepared features or a feature table."
            : $"The embeddings require the encoder {_options.Encoder!.Name}, which is not loaded: pass it to the FeaturePipeline, or use prepared features.");
    }

    /// <summary>
    /// Opens audio at each of the sample rates. The audio is decoded once and resampled once per rate; lower rates are derived from the
    /// highest one, which takes less work, if the filters have the same response.
    /// </summary>
    /// <param name="audio">Audio to read; disposed with the tracks.</param>
    /// <param name="window">Length and hop of the segments, at the highest sample rate.</param>
    /// <returns>The tracks, the one with the highest sample rate first.</returns>
    /// <exception cref="AudioFormatException">The sample rate of the audio is not supported. The audio is closed in this case.</exception>
    public SampleTrack[] Open(AudioReader audio, SegmentWindow window)
    {
        RequireAudio();
        IReadOnlyList<AudioReader> readers = [audio];
        var tracks = new SampleTrack[_rates.Length];
        try
        {
            bool isDerived = Array.TrueForAll(_rates[1..], rate => Resampler.CanConvertVia(audio.SampleRate, _rates[0], rate));
            readers = SharedReader.Split(isDerived ? audio.ResampledWith(_resamplers, _rates[0]) : audio, _rates.Length);
            int primarySpare = _options.Tail == TailPolicy.Align ? window.HopLength : 0;
            tracks[0] = new SampleTrack(readers[0].ResampledWith(_resamplers, _rates[0]), window.Length, primarySpare, _options.FillsByRepeating);
            for (int i = 1; i < tracks.Length; i++)
            {
                int length = _views.Where(v => v.Track == i).Max(v => v.Options.SegmentLength);
                tracks[i] = new SampleTrack(readers[i].ResampledWith(_resamplers, _rates[i]), length, SampleTrack.Slack, _options.FillsByRepeating);
            }

            return tracks;
        }
        catch (AudioFormatException)
        {
            Array.ForEach(tracks, track => track?.Dispose());
            foreach (AudioReader reader in readers)
            {
                reader.Dispose();
            }

            throw;
        }
    }

    /// <summary>Computes the features of the current segment of the tracks.</summary>
    /// <param name="tracks">Tracks returned by <see cref="Open"/>.</param>
    /// <param name="features">Receives <see cref="FeatureOptions.ValuesPerSegment"/> numbers.</param>
    public void Extract(SampleTrack[] tracks, Span<float> features)
    {
        if (_encoder is null)
        {
            ExtractViews(tracks, features);
            return;
        }

        float[] source = ArrayPool<float>.Shared.Rent(_size);
        try
        {
            ExtractViews(tracks, source.AsSpan(0, _size));
            _encoder(source.AsSpan(0, _size), features);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(source);
        }
    }

    /// <summary>Returns the sample rates of features, each once, the highest first.</summary>
    private static int[] RatesOf(IReadOnlyList<FeatureOptions> parts)
    {
        // Not LINQ: .NET compiles each of its methods for numbers when a program uses it for the first time.
        List<int> rates = [];
        foreach (FeatureOptions part in parts)
        {
            if (!rates.Contains(part.SampleRate))
            {
                rates.Add(part.SampleRate);
            }
        }

        rates.Sort();
        rates.Reverse();
        return [.. rates];
    }

    private void ExtractViews(SampleTrack[] tracks, Span<float> features)
    {
        foreach (SegmentView view in _views)
        {
            int size = view.Options.ValuesPerSegment;
            // Features that are not joined use the complete segment: a window for summaries may have a length other than that in the
            // options.
            int length = _isJoined ? view.Options.SegmentLength : tracks[0].Segment.Length;
            view.Extract(tracks[view.Track], length, features[..size]);
            features = features[size..];
        }
    }

    /// <summary>Computes features of one kind.</summary>
    /// <param name="options">Settings of the features.</param>
    /// <param name="track">Index of the track that has their sample rate.</param>
    private sealed class SegmentView(FeatureOptions options, int track)
    {
        private readonly FeatureExtractor? _frames = options.Frames is { } frames ? new FeatureExtractor(frames) : null;
        private readonly SummaryExtractor? _summary = options.Frames is null ? new SummaryExtractor(SummaryOptions.Gtzan) : null;

        public FeatureOptions Options => options;

        public int Track => track;

        public bool IsSummary => _summary is not null;

        /// <summary>Computes the features of the first part of a segment.</summary>
        /// <remarks>
        /// Summaries skip silence: silence at the end of a recording would change the means and variances more than the music does.
        /// Other features keep every frame at its time.
        /// </remarks>
        public void Extract(SampleTrack segments, int length, Span<float> features)
        {
            ReadOnlySpan<float> segment = segments.Segment[..length];
            if (_summary is null)
            {
                _frames!.Extract(segment, features);
                return;
            }

            segment = segment[..Math.Clamp(segments.Filled, 1, length)];
            if (Silence.Count(segment) == 0)
            {
                _summary.Extract(segment, features);
                return;
            }

            float[] sounding = ArrayPool<float>.Shared.Rent(length);
            int count = Silence.CopySounding(segment, segments.SampleRate, sounding);
            int shortest = Math.Clamp((int)Math.Round(options.ShortestSeconds * segments.SampleRate), 1, length);
            _summary.Extract(count < shortest ? segment : sounding.AsSpan(0, count), features);
            ArrayPool<float>.Shared.Return(sounding);
        }
    }
}
