using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Server.Api;

namespace GenreNet.Browser;

/// <summary>Represents a loaded model: its card, and its network in ONNX Runtime Web.</summary>
internal sealed class BrowserModel
{
    // A batch decides how soon a cancellation is noticed, and how often the progress is reported.
    private const int MostSegments = 8;

    private readonly string _name;
    private readonly string _shortName;
    private readonly int _batchSize;
    private readonly FeaturePipeline _pipeline;
    private readonly NoveltyMeter? _novelty;

    private BrowserModel(ModelCard card, string name, string shortName, int embeddingSize)
    {
        _name = name;
        _shortName = shortName;
        Card = card;
        EmbeddingSize = embeddingSize;
        _batchSize = Math.Min(MostSegments, ClipSteps.BatchSizeOf(card.Features.ValuesPerSegment));
        _pipeline = new FeaturePipeline(card.Features, encoder: null, new BrowserFilters());
        _novelty = NoveltyMeter.Of(card);
    }

    public ModelCard Card { get; }

    /// <summary>Gets the number of values of an embedding; 0 for a model without embeddings.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Loads a model, after the same checks as on other platforms.</summary>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="file">The complete file; empty for the embedded model.</param>
    /// <exception cref="ModelFormatException">The file is not a GenreNet model, is damaged, or is newer than this version.</exception>
    public static async Task<BrowserModel> LoadAsync(string name, byte[] file)
    {
        bool isEmbedded = file.Length == 0;
        if (isEmbedded)
        {
            name = DefaultModel.Name;
            file = DefaultModel.Read();
        }

        ModelCard card = ModelFile.CardOf(file, name);
        BrowserHost.SendModel(file);
        bool isAccepted = false;
        try
        {
            NetworkShapes shapes = JsonSerializer.Deserialize(await OpenAsync(name), BrowserJson.Default.NetworkShapes)!;
            FeatureOptions features = card.Features;
            bool takesFeatures = shapes.Inputs.Count == 1
                && shapes.Inputs.TryGetValue(ModelFormat.FeaturesInput, out int?[]? input)
                && input is [_, int frames, int coefficients] && frames == features.FrameCount && coefficients == features.CoefficientCount;
            NetworkCheck.RequireGraph(card, name, takesFeatures, shapes.WidthOf);
            string shortName = isEmbedded ? "default" : Path.GetFileNameWithoutExtension(name);
            var model = new BrowserModel(card, name, shortName, shapes.WidthOf(ModelFormat.EmbeddingOutput));
            await model.TryAsync();
            isAccepted = true;
            return model;
        }
        finally
        {
            BrowserHost.UseNetwork(isAccepted);
        }
    }

    /// <summary>Classifies a clip.</summary>
    /// <exception cref="AudioFormatException">The clip is not audio, is empty, or is damaged and cannot be decoded.</exception>
    /// <exception cref="ForeignFormatException">The browser may be able to decode the clip.</exception>
    public async Task<PredictionResponse> ClassifyAsync(ClipRequest request, CancellationToken cancellationToken)
    {
        GenrePrediction prediction = await RunAsync(request, request.Options, cancellationToken);
        IReadOnlyList<TimelineSegment> timeline = request.Finer(Card.Features) is { } finer
            ? (await RunAsync(request with { Pictures = false }, finer, cancellationToken)).Timeline
            : prediction.Timeline;
        // As the server names models.
        var summary = new ModelSummary(_shortName, Card.Network, Card.Genres.Count);
        return PredictionResponse.Of(prediction, request.Timeline ? timeline : null, summary);
    }

    /// <summary>Computes the features of a clip as the network receives them.</summary>
    /// <inheritdoc cref="ClassifyAsync" path="/exception"/>
    public async Task<FeatureClip> ExtractAsync(ClipRequest request, CancellationToken cancellationToken)
    {
        // One pass: the work is as short as that of a classification, and the network does not interrupt it.
        FeatureClip features = _pipeline.Extract(request.Open(), ShortClip.Pad, cancellationToken);
        await BrowserHost.PauseAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return features;
    }

    private async Task<GenrePrediction> RunAsync(ClipRequest request, ClassificationOptions options, CancellationToken cancellationToken)
    {
        using AudioReader audio = request.Open();
        using var clip = new ClipSteps(Card, EmbeddingSize, _pipeline, audio, options, _novelty, _batchSize);
        while (clip.Read(cancellationToken))
        {
            await RunAsync(clip.Features, clip.Count, clip.Probabilities, clip.Content);
            clip.Add();
            BrowserHost.Report(clip.Progress.Position.TotalSeconds, clip.Progress.Duration?.TotalSeconds ?? 0);
        }

        return clip.Build();
    }

    private async Task RunAsync(ReadOnlyMemory<float> features, int count, Memory<float> probabilities, Memory<float> content)
    {
        BrowserHost.SendBatch(BrowserHost.BytesOf(features));
        string outputs = content.IsEmpty
            ? ModelFormat.ProbabilitiesOutput
            : $"{ModelFormat.ProbabilitiesOutput} {ModelFormat.ContentOutput}";
        try
        {
            await BrowserHost.RunNetworkAsync([count, Card.Features.FrameCount, Card.Features.CoefficientCount], outputs);
        }
        catch (JSException problem)
        {
            throw new ModelFormatException($"{_name} cannot be run ({FirstLine(problem)}): export the model again.", problem);
        }

        Take(ModelFormat.ProbabilitiesOutput, probabilities);
        if (!content.IsEmpty)
        {
            Take(ModelFormat.ContentOutput, content);
        }
    }

    private void Take(string output, Memory<float> destination)
    {
        int count = BrowserHost.TakeOutput(output, MemoryMarshal.AsBytes(destination.Span));
        if (count != destination.Length)
        {
            throw new ModelFormatException(
                $"{_name} returns {count} values, but its card states {destination.Length}: export the model again.");
        }
    }

    private async Task TryAsync()
    {
        const int Segments = NetworkCheck.TrialSegments;
        float[] probabilities = new float[Segments * Card.Genres.Count];
        float[] content = new float[Segments * (Card.Content?.Labels.Count ?? 0)];
        await RunAsync(new float[Segments * Card.Features.ValuesPerSegment], Segments, probabilities, content);
        NetworkCheck.RequireProbabilities(Card, _name, probabilities, content);
    }

    private static async Task<string> OpenAsync(string name)
    {
        try
        {
            return await BrowserHost.OpenNetworkAsync();
        }
        catch (JSException problem)
        {
            throw new ModelFormatException(
                $"{name} is not a GenreNet model, or it is damaged: use an .onnx file that 'genrenet train' wrote.", problem);
        }
    }

    private static string FirstLine(JSException problem) => problem.Message.Split('\n')[0].TrimEnd('.');
}
