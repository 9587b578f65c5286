using System.Globalization;

namespace GenreNet.Core.Audio;

/// <summary>Reads samples from another reader, and throws if there are more than allowed.</summary>
internal sealed class DurationLimitReader : WrappedReader
{
    private readonly TimeSpan _limit;
    private readonly long _maximum;
    private long _count;

    /// <summary>Takes ownership of a reader; throws immediately if its header declares a duration that is too long.</summary>
    /// <param name="source">Reader to wrap; disposed with this one, but not if the constructor throws.</param>
    /// <param name="limit">Maximum duration, above zero.</param>
    public DurationLimitReader(AudioReader source, TimeSpan limit)
        : base(source)
    {
        _limit = limit;
        _maximum = (long)Math.Min(long.MaxValue, Math.Ceiling(limit.TotalSeconds * source.SampleRate));
        if (source.SampleCount > _maximum)
        {
            throw TooLong();
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<float> destination)
    {
        int count = Source.Read(destination);
        _count += count;
        return _count <= _maximum ? count : throw TooLong();
    }

    private AudioFormatException TooLong() =>
        new(Name, $"the audio is longer than the limit of {Describe(_limit)}. Shorten it or split it into parts.");

    private static string Describe(TimeSpan limit)
    {
        (double value, string unit) = limit.TotalMinutes < 2 ? (limit.TotalSeconds, "s") : limit.TotalHours < 2 ? (limit.TotalMinutes, "minutes") : (limit.TotalHours, "hours");
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}");
    }
}
