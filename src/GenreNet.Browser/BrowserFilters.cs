using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using GenreNet.Core.Signal;

namespace GenreNet.Browser;

/// <summary>Evaluates the filters of resamplers with a function of WebAssembly, outside the interpreter of .NET.</summary>
internal sealed class BrowserFilters : IFilterEngine
{
    public ILoadedFilter Load(ReadOnlySpan<float> rows, int up, int down) =>
        new Filter(BrowserHost.LoadFilter(BrowserHost.BytesOf(rows), up, down));

    // The object of JavaScript is released with the resampler, by the garbage collector.
    private sealed class Filter(JSObject filter) : ILoadedFilter
    {
        public void Process(ReadOnlySpan<float> window, int phase, Span<float> output) =>
            BrowserHost.RunFilter(filter, BrowserHost.BytesOf(window), phase, MemoryMarshal.AsBytes(output));
    }
}
