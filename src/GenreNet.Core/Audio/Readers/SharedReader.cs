using System.Buffers;

namespace GenreNet.Core.Audio;

/// <summary>Decodes audio once for several readers, each of which returns all of it.</summary>
/// <remarks>
/// Buffers the samples between the slowest and the fastest reader, which are few as long as the readers advance in step. The source is
/// disposed with the last of the readers.
/// </remarks>
internal sealed class SharedReader
{
    private const int BlockLength = 16384;

    private readonly AudioReader _source;
    private readonly Branch[] _branches;
    private float[] _samples = ArrayPool<float>.Shared.Rent(2 * BlockLength);
    private long _first;
    private int _count;

    private SharedReader(AudioReader source, int count)
    {
        _source = source;
        _branches = [.. Enumerable.Range(0, count).Select(_ => new Branch(this))];
    }

    /// <summary>Splits a reader into several readers of the same samples.</summary>
    /// <param name="source">Reader at its start; the caller must no longer use it.</param>
    /// <param name="count">Number of readers, 1 or more.</param>
    /// <returns>Readers of the same samples, to be used by one thread at a time; for a count of 1, the source itself.</returns>
    public static IReadOnlyList<AudioReader> Split(AudioReader source, int count) => count == 1 ? [source] : new SharedReader(source, count)._branches;

    /// <summary>Copies samples from a position; decodes the next block if none are buffered.</summary>
    private int Read(long position, Span<float> destination)
    {
        if (destination.IsEmpty || (position == _first + _count && !Decode()))
        {
            return 0;
        }

        int start = (int)(position - _first);
        int count = Math.Min(destination.Length, _count - start);
        _samples.AsSpan(start, count).CopyTo(destination);
        return count;
    }

    private bool Decode()
    {
        int spent = (int)(_branches.Min(b => b.Position) - _first);
        if (_samples.Length - (_count - spent) < BlockLength)
        {
            Grow();
        }

        _samples.AsSpan(spent, _count - spent).CopyTo(_samples);
        _first += spent;
        _count -= spent;
        int read = _source.Read(_samples.AsSpan(_count, BlockLength));
        _count += read;
        return read > 0;
    }

    private void Grow()
    {
        if (_samples.Length > Array.MaxLength / 2)
        {
            throw new AudioFormatException(_source.Name, "segments of this length require too much memory at the file's sample rate. Use shorter segments.");
        }

        float[] larger = ArrayPool<float>.Shared.Rent(2 * _samples.Length);
        _samples.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<float>.Shared.Return(_samples);
        _samples = larger;
    }

    private void Close()
    {
        if (Array.TrueForAll(_branches, b => b.Position == long.MaxValue))
        {
            _source.Dispose();
            ArrayPool<float>.Shared.Return(_samples);
            _samples = [];
        }
    }

    private sealed class Branch(SharedReader shared) : AudioReader
    {
        /// <summary>
        /// Gets the number of samples read; set beyond all samples when disposed, so that none are buffered for this reader.
        /// </summary>
        public long Position { get; private set; }

        public override string Name => shared._source.Name;

        public override string Format => shared._source.Format;

        public override int SampleRate => shared._source.SampleRate;

        public override int ChannelCount => shared._source.ChannelCount;

        public override long? SampleCount => shared._source.SampleCount;

        public override IReadOnlyList<string> Warnings => shared._source.Warnings;

        internal override IReadOnlyList<string> HeaderWarnings => shared._source.HeaderWarnings;

        public override int Read(Span<float> destination)
        {
            ObjectDisposedException.ThrowIf(Position == long.MaxValue, this);
            int count = shared.Read(Position, destination);
            Position += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            Position = long.MaxValue;
            shared.Close();
            base.Dispose(disposing);
        }
    }
}
