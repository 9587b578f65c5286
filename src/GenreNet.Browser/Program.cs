using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreNet.Core.Features;

namespace GenreNet.Browser;

/// <summary>
/// Implements the functions that the worker calls. Each returns JSON: the result, or <c>error</c> with the kind and the message of the
/// problem. The worker starts one after the other.
/// </summary>
internal static partial class Program
{
    private static BrowserModel? _model;
    private static CancellationTokenSource _cancellation = new();

    /// <summary>Loads a model, which replaces the one that is loaded; on failure, that one stays loaded.</summary>
    /// <param name="name">Name of the model in messages and results.</param>
    /// <param name="file">The complete file; empty for the embedded model.</param>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> LoadModel(string name, byte[] file) => Answer(async _ =>
    {
        _model = await BrowserModel.LoadAsync(name, file);
        var answer = new JsonObject
        {
            ["card"] = JsonNode.Parse(_model.Card.ToJson()),
            ["embedding_size"] = _model.EmbeddingSize,
            ["sample_rate"] = _model.Card.Features.SampleRate,
        };
        return answer.ToJsonString();
    });

    /// <summary>Classifies the clip that the worker has opened.</summary>
    /// <param name="request">A <see cref="ClipRequest"/> as JSON.</param>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> Classify(string request) => Answer(async cancellationToken =>
    {
        BrowserModel model = Model;
        ClipRequest clip = ClipRequest.Parse(request);
        return JsonSerializer.Serialize(await model.ClassifyAsync(clip, cancellationToken), BrowserJson.Default.PredictionResponse);
    });

    /// <summary>Computes the features of the clip that the worker has opened, and passes them to the worker.</summary>
    /// <param name="request">A <see cref="ClipRequest"/> as JSON.</param>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> Features(string request) => Answer(async cancellationToken =>
    {
        BrowserModel model = Model;
        FeatureOptions options = model.Card.Features;
        FeatureClip features = await model.ExtractAsync(ClipRequest.Parse(request), cancellationToken);
        BrowserHost.SendFeatures(BrowserHost.BytesOf(features.Values));
        var answer = new JsonObject
        {
            ["segments"] = features.SegmentCount,
            ["frames"] = options.FrameCount,
            ["coefficients"] = options.CoefficientCount,
            ["sample_rate"] = options.SampleRate,
            ["segment_seconds"] = options.SegmentSeconds,
            ["duration_seconds"] = features.Duration.TotalSeconds,
        };
        return answer.ToJsonString();
    });

    /// <summary>Lists the pretrained models that can be installed. The assemblies of the converter must be loaded.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> ListPretrained() => Answer(_ => Task.FromResult(CheckpointConverter.List()));

    /// <summary>Adds a checkpoint of a pretrained network, and returns the names of the models that can be made now.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="sum">Its SHA-256.</param>
    /// <param name="file">The complete file.</param>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> AddCheckpoint(string name, string sum, byte[] file) =>
        Answer(_ => Task.FromResult(CheckpointConverter.Add(name, sum, file)));

    /// <summary>Makes a model of the checkpoints that were added, and passes its file to the worker.</summary>
    /// <param name="name">Name of the model.</param>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static Task<string> MakeModel(string name) => Answer(_ =>
    {
        BrowserHost.SendFile(CheckpointConverter.Make(name));
        return Task.FromResult("{}");
    });

    /// <summary>Frees the checkpoints that were added.</summary>
    [JSExport]
    internal static void ClearCheckpoints() => CheckpointConverter.Clear();

    /// <summary>Cancels the call that runs.</summary>
    [JSExport]
    internal static void Cancel() => _cancellation.Cancel();

    private static BrowserModel Model => _model ?? throw new InvalidOperationException("No model is loaded: call load() first.");

    // The entry point of the program; the exported functions do the work.
    private static void Main()
    {
    }

    private static async Task<string> Answer(Func<CancellationToken, Task<string>> work)
    {
        _cancellation = new CancellationTokenSource();
        try
        {
            return await work(_cancellation.Token);
        }
        catch (Exception problem)
        {
            // Every failure becomes a message: an exception that reaches the worker would lose its kind.
            return BrowserProblem.Of(problem).ToJson();
        }
    }
}
