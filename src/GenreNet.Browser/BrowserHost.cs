using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;

namespace GenreNet.Browser;

/// <summary>Declares the functions of the worker that C# calls: the clip, the network and the progress.</summary>
internal static partial class BrowserHost
{
    private const string Module = "genrenet";

    /// <summary>Reads bytes of the file of the clip, on the same thread.</summary>
    /// <param name="position">Position of the first byte.</param>
    /// <param name="destination">Receives the bytes; all of them are in the file.</param>
    [JSImport("readBytes", Module)]
    public static partial void ReadBytes(double position, [JSMarshalAs<JSType.MemoryView>] Span<byte> destination);

    /// <summary>Reads samples of the clip that the browser has decoded.</summary>
    /// <param name="position">Index of the first sample.</param>
    /// <param name="destination">Receives the samples as bytes; all of them are in the clip.</param>
    [JSImport("readSamples", Module)]
    public static partial void ReadSamples(double position, [JSMarshalAs<JSType.MemoryView>] Span<byte> destination);

    /// <summary>Passes samples of the clip to the worker, which draws them.</summary>
    /// <param name="sampleRate">Sample rate in Hz.</param>
    /// <param name="samples">Consecutive mono samples as bytes.</param>
    [JSImport("drawSamples", Module)]
    public static partial void DrawSamples(int sampleRate, [JSMarshalAs<JSType.MemoryView>] Span<byte> samples);

    /// <summary>Loads the filter of a resampler into WebAssembly.</summary>
    /// <param name="rows">Weights of all phases as bytes.</param>
    /// <param name="up">Number of phases.</param>
    /// <param name="down">Number of phases from an output sample to the next.</param>
    [JSImport("loadFilter", Module)]
    public static partial JSObject LoadFilter([JSMarshalAs<JSType.MemoryView>] Span<byte> rows, int up, int down);

    /// <summary>Computes output samples with a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="window">All input samples that the output depends on, as bytes.</param>
    /// <param name="phase">Phase of the first output sample.</param>
    /// <param name="output">Receives the output samples as bytes.</param>
    [JSImport("runFilter", Module)]
    public static partial void RunFilter(
        JSObject filter,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> window,
        int phase,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> output);

    /// <summary>Passes a model file to ONNX Runtime Web. The network is not used before <see cref="UseNetwork"/>.</summary>
    [JSImport("sendModel", Module)]
    public static partial void SendModel([JSMarshalAs<JSType.MemoryView>] Span<byte> file);

    /// <summary>Opens the network of the model file that was passed last.</summary>
    /// <returns>Inputs and outputs as JSON: <c>{"inputs": {"features": [null, 130, 13]}, "outputs": {...}}</c>.</returns>
    [JSImport("openNetwork", Module)]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    public static partial Task<string> OpenNetworkAsync();

    /// <summary>Passes the features of a batch to the network.</summary>
    [JSImport("sendBatch", Module)]
    public static partial void SendBatch([JSMarshalAs<JSType.MemoryView>] Span<byte> features);

    /// <summary>Runs the network, then lets the worker process its messages, such as a cancellation.</summary>
    /// <param name="shape">Shape of the features.</param>
    /// <param name="outputs">Names of the outputs to compute, separated by spaces.</param>
    [JSImport("runNetwork", Module)]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    public static partial Task RunNetworkAsync(int[] shape, string outputs);

    /// <summary>Copies an output of the last run.</summary>
    /// <returns>The number of values that the network returned.</returns>
    [JSImport("takeOutput", Module)]
    public static partial int TakeOutput(string name, [JSMarshalAs<JSType.MemoryView>] Span<byte> destination);

    /// <summary>Replaces the network that is used by the one that was opened, or closes the one that was opened.</summary>
    [JSImport("useNetwork", Module)]
    public static partial void UseNetwork(bool isAccepted);

    /// <summary>Reports the progress of the clip in seconds; the duration is 0 if it is unknown.</summary>
    [JSImport("report", Module)]
    public static partial void Report(double position, double duration);

    /// <summary>Passes computed features to the worker.</summary>
    [JSImport("sendFeatures", Module)]
    public static partial void SendFeatures([JSMarshalAs<JSType.MemoryView>] Span<byte> features);

    /// <summary>Passes a converted model file to the worker.</summary>
    [JSImport("sendFile", Module)]
    public static partial void SendFile([JSMarshalAs<JSType.MemoryView>] Span<byte> file);

    /// <summary>Lets the worker process its messages.</summary>
    [JSImport("pause", Module)]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    public static partial Task PauseAsync();

    /// <summary>Returns floats as bytes. JavaScript receives a view of memory only as bytes, and does not write to inputs.</summary>
    public static Span<byte> BytesOf(ReadOnlyMemory<float> values) => BytesOf(values.Span);

    /// <inheritdoc cref="BytesOf(ReadOnlyMemory{float})"/>
    public static Span<byte> BytesOf(ReadOnlySpan<float> values) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(values), values.Length));
}
