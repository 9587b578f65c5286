using System.Buffers;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Features;

/// <summary>Computes the features of segments: of one kind, or of several kinds at several sample rates, and their embedding. Immutable and thread-safe.</summary>
internal sealed class SegmentPlan
{
    private readonly FeatureOptions _options;
    private readonly SegmentEncoder? _encoder;
    private readonly int[] _rates;
    private readonly SegmentView[] _views;
    private readonly int _size;
    private readonly bool _isJoined;

    /// <summary>Computes the tables.</summary>
    /// <param name="options">Valid settings.</param>
    /// <param name="encoder">Computes the embedding; null for other features, or where there is no audio to read.</param>
    /// <exception cref="ArgumentException">The features have no use for an encoder.</exception>
    public SegmentPlan(FeatureOptions options, SegmentEncoder? encoder)
    {
        if (encoder is not null && options.Source is null)
        {
            throw new ArgumentException($"{options.Kind} features are not computed by an encoder: leave it out, or take FeatureOptions.Encoded.", nameof(encoder));
        }

        _options = options;
        _encoder = encoder;
        _isJoined = (options.Source ?? options).Kind == FeatureKind.Joined;
        _rates = [.. options.Parts.Select(p => p.SampleRate).Distinct().OrderDescending()];
        _views = [.. options.Parts.Select(p => new SegmentView(p, Array.IndexOf(_rates, p.SampleRate)))];
        _size = _views.Sum(v => v.Options.ValuesPerSegment);
        LeastTailSeconds = _views.Where(v => v.IsSummary).Select(v => v.Options.ShortestSeconds).DefaultIfEmpty(0).Max();
    }

    /// <summary>The least audio in seconds after the last whole segment that can be filled up with silence: summaries are not.</summary>
    public double LeastTailSeconds { get; }

    /// <summary>Makes sure that audio can be turned into these features.</summary>
    /// <exception cref="GenreNetException">Another program computed them, or their encoder is missing.</exception>
    public void RequireAudio()
    {
        if (_options.Kind != FeatureKind.Embedding || _encoder is not null)
        {
            return;
        }

        throw new GenreNetException(_options.Source is null
            ? $"the embeddings {_options.Encoder!.Name} were computed by another program, so audio cannot be turned into them: give prepared features or a feature table."
            : $"the embeddings are computed by the encoder {_options.Encoder!.Name}, which is not loaded: pass it to the FeaturePipeline, or give prepared features.");
    }

    /// <summary>Opens audio at each of the sample rates; it is decoded once, and resampled once per rate.</summary>
    /// <param name="audio">The audio; disposed with the tracks.</param>
    /// <param name="window">How segments are placed, at the first of the rates.</param>
    /// <returns>The tracks, that with the highest rate first.</returns>
    /// <exception cref="AudioFormatException">The sample rate of the audio is that of no music; the audio is closed then.</exception>
    public SampleTrack[] Open(AudioReader audio, SegmentWindow window)
    {
        RequireAudio();
        IReadOnlyList<AudioReader> readers = SharedReader.Split(audio, _rates.Length);
        var tracks = new SampleTrack[_rates.Length];
        try
        {
            int primarySpare = _options.Tail == TailPolicy.Align ? window.HopLength : 0;
            tracks[0] = new SampleTrack(readers[0].ResampledTo(_rates[0]), window.Length, primarySpare, _options.FillsByRepeating);
            for (int i = 1; i < tracks.Length; i++)
            {
                int length = _views.Where(v => v.Track == i).Max(v => v.Options.SegmentLength);
                tracks[i] = new SampleTrack(readers[i].ResampledTo(_rates[i]), length, SampleTrack.Slack, _options.FillsByRepeating);
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

    /// <summary>Computes the features of the segment that the tracks are at.</summary>
    /// <param name="tracks">What <see cref="Open"/> returned.</param>
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

    private void ExtractViews(SampleTrack[] tracks, Span<float> features)
    {
        foreach (SegmentView view in _views)
        {
            int size = view.Options.ValuesPerSegment;
            // Features that are not joined take the segment as it is: a window of summaries may be of another length than the options say.
            int length = _isJoined ? view.Options.SegmentLength : tracks[0].Segment.Length;
            view.Extract(tracks[view.Track], length, features[..size]);
            features = features[size..];
        }
    }

    /// <summary>Features of one kind.</summary>
    /// <param name="options">Their settings.</param>
    /// <param name="track">Which of the tracks has their sample rate.</param>
    private sealed class SegmentView(FeatureOptions options, int track)
    {
        private readonly FeatureExtractor? _frames = options.Frames is { } frames ? new FeatureExtractor(frames) : null;
        private readonly SummaryExtractor? _summary = options.Frames is null ? new SummaryExtractor(SummaryOptions.Gtzan) : null;

        public FeatureOptions Options => options;

        public int Track => track;

        public bool IsSummary => _summary is not null;

        /// <summary>Computes the features of the first part of a segment.</summary>
        /// <remarks>
        /// A summary is taken of what sounds: silence at the end of a recording would change its means and variances more than the music does.
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
