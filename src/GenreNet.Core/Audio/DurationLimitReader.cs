using System.Globalization;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio;

/// <summary>Another reader's samples, refused once there are more of them than allowed.</summary>
internal sealed class DurationLimitReader : AudioReader
{
    private readonly AudioReader _source;
    private readonly TimeSpan _limit;
    private readonly long _maximum;
    private long _count;

    /// <summary>Takes over a reader; refuses at once what its header already declares too long.</summary>
    /// <param name="source">The reader; disposed with this one, but not if the constructor throws.</param>
    /// <param name="limit">The longest duration allowed, above zero.</param>
    public DurationLimitReader(AudioReader source, TimeSpan limit)
    {
        _source = source;
        _limit = limit;
        _maximum = (long)Math.Min(long.MaxValue, Math.Ceiling(limit.TotalSeconds * source.SampleRate));
        if (source.SampleCount > _maximum)
        {
            throw TooLong();
        }
    }

    /// <inheritdoc/>
    public override string Name => _source.Name;

    /// <inheritdoc/>
    public override string Format => _source.Format;

    /// <inheritdoc/>
    public override int SampleRate => _source.SampleRate;

    /// <inheritdoc/>
    public override int ChannelCount => _source.ChannelCount;

    /// <inheritdoc/>
    public override long? SampleCount => _source.SampleCount;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _source.Warnings;

    internal override IReadOnlyList<string> HeaderWarnings => _source.HeaderWarnings;

    /// <inheritdoc/>
    public override int Read(Span<float> destination)
    {
        int count = _source.Read(destination);
        _count += count;
        return _count <= _maximum ? count : throw TooLong();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private AudioFormatException TooLong() =>
        new(Name, $"the audio is longer than the limit of {Describe(_limit)}: shorten it or cut it into parts.");

    private static string Describe(TimeSpan limit)
    {
        (double value, string unit) = limit.TotalMinutes < 2 ? (limit.TotalSeconds, "s") : limit.TotalHours < 2 ? (limit.TotalMinutes, "minutes") : (limit.TotalHours, "hours");
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}");
    }
}
