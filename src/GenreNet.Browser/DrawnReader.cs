using System.Runtime.InteropServices;
using GenreNet.Core.Audio;

namespace GenreNet.Browser;

/// <summary>Passes the samples that are read to the worker, which computes the pictures of the clip. Not thread-safe.</summary>
/// <param name="source">Reader at its start; disposed with this one.</param>
internal sealed class DrawnReader(AudioReader source) : WrappedReader(source)
{
    public override int Read(Span<float> destination)
    {
        int count = Source.Read(destination);
        if (count > 0)
        {
            BrowserHost.DrawSamples(SampleRate, MemoryMarshal.AsBytes(destination[..count]));
        }

        return count;
    }
}
