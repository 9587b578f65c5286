namespace GenreNet.Core.Audio;

/// <summary>Serves the samples of a decoder that decodes one block (a frame, a packet) after another.</summary>
/// <param name="owned">Resource that is disposed with the reader.</param>
internal abstract class BlockReader(IDisposable owned) : AudioReader
{
    private int _next;
    private int _end;

    public sealed override int Read(Span<float> destination)
    {
        if (destination.IsEmpty || (_next == _end && !Fill()))
        {
            return 0;
        }

        int count = Math.Min(destination.Length, _end - _next);
        Copy(_next, destination[..count]);
        _next += count;
        return count;
    }

    /// <summary>Decodes until there is a block with samples, and serves it.</summary>
    /// <returns>false at the end of the audio.</returns>
    protected abstract bool Fill();

    /// <summary>Sets the samples of the decoded block that are read next.</summary>
    /// <param name="start">Index of the first sample.</param>
    /// <param name="end">Index after the last sample.</param>
    protected void Serve(int start, int end) => (_next, _end) = (start, end);

    /// <summary>Writes mono samples of the decoded block.</summary>
    /// <param name="start">Index of the first sample in the block.</param>
    /// <param name="destination">Receives the samples.</param>
    protected abstract void Copy(int start, Span<float> destination);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            owned.Dispose();
        }

        base.Dispose(disposing);
    }
}
