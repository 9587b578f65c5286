using GenreNet.Core.Signal;

namespace GenreNet.Core.Audio;

/// <summary>Reads samples from another reader at a different sample rate.</summary>
internal sealed class ResampledReader : WrappedReader
{
    private const int BlockLength = 16384;

    private readonly Resampler _resampler;
    private readonly float[] _window;
    private long _firstInput;
    private int _inputCount;
    private bool _hasEnded;
    private long _nextOutput;

    /// <summary>Takes ownership of a reader.</summary>
    /// <param name="source">Reader to resample; disposed with this one.</param>
    /// <param name="resampler">Converts the sample rate of the reader to the new one.</param>
    internal ResampledReader(AudioReader source, Resampler resampler)
        : base(source)
    {
        _resampler = resampler;
        _window = new float[(2 * _resampler.Radius) + BlockLength];
    }

    /// <inheritdoc/>
    public override int SampleRate => _resampler.ToRate;

    /// <inheritdoc/>
    public override long? SampleCount => Source.SampleCount is long count ? _resampler.OutputCount(count) : null;

    /// <inheritdoc/>
    public override int Read(Span<float> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = (int)Math.Min(destination.Length, ReadyCount() - _nextOutput);
            if (count > 0)
            {
                _resampler.Process(_window.AsSpan(0, _inputCount), _firstInput, _nextOutput, destination[..count]);
                _nextOutput += count;
                return count;
            }

            if (_hasEnded)
            {
                return 0;
            }

            Fill();
        }

        return 0;
    }

    /// <summary>Returns the number of output samples, counted from the start, that depend only on samples already read.</summary>
    private long ReadyCount()
    {
        long inputEnd = _firstInput + _inputCount;
        return _resampler.OutputCount(_hasEnded ? inputEnd : Math.Max(0, inputEnd - _resampler.Radius));
    }

    private void Fill()
    {
        // Samples more than a radius before the next output are no longer needed.
        long firstNeeded = _resampler.InputAt(_nextOutput) - _resampler.Radius + 1;
        int spent = (int)Math.Clamp(firstNeeded - _firstInput, 0, _inputCount);
        _window.AsSpan(spent, _inputCount - spent).CopyTo(_window);
        _firstInput += spent;
        _inputCount -= spent;
        int read = Source.Read(_window.AsSpan(_inputCount));
        _inputCount += read;
        _hasEnded = read == 0;
    }
}
