using System.Globalization;
using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>A linear classifier that is put on the embeddings of pretrained networks: a resource of this assembly.</summary>
/// <remarks>
/// <c>Heads/NAME.onnx</c> is the file <c>head.onnx</c> that <c>genrenet train --backbone</c> left: see <c>build/pretrained-heads.sh</c>.
/// </remarks>
internal sealed record ModelHead
{
    /// <summary>The card: genres, embeddings, calibration, figures.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The layers from the embedding to logits.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>The arrays of <see cref="Layers"/>.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>The first test of the card in words; null where the card has none.</summary>
    public string? Accuracy => Card.Evaluations is [var test, ..]
        ? string.Create(CultureInfo.InvariantCulture, $"{test.Name}: {100 * test.TrackAccuracy:0.0} % of {test.Tracks} tracks")
        : null;

    /// <summary>Whether this version has a head of a name.</summary>
    public static bool Exists(string name) => typeof(ModelHead).Assembly.GetManifestResourceInfo(Resource(name)) is not null;

    /// <summary>Reads a head; null where this version has none of that name.</summary>
    public static ModelHead? Find(string name)
    {
        if (!Exists(name))
        {
            return null;
        }

        using Stream stream = typeof(ModelHead).Assembly.GetManifestResourceStream(Resource(name))!;
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        (NetworkWeights weights, ModelCard card) = OnnxModelFile.Read(file, Resource(name));
        return new ModelHead
        {
            Card = card,
            Layers = GenreNetworks.Create(GenreNetworks.Linear, card.Genres.Count, card.Features).Layers,
            Weights = weights,
        };
    }

    private static string Resource(string name) => $"Heads/{name}.onnx";
}
