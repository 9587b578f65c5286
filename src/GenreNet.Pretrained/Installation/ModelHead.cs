using System.Globalization;
using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Represents a linear classifier of the embeddings of pretrained networks, a resource of this assembly.</summary>
/// <remarks>
/// <c>Heads/NAME.onnx</c> is the file <c>head.onnx</c> written by <c>genrenet train --backbone</c>: see <c>build/pretrained-heads.sh</c>.
/// </remarks>
internal sealed record ModelHead
{
    /// <summary>Gets the card: genres, embeddings, calibration, accuracy.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>Gets the layers from the embedding to logits.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>Gets the arrays of <see cref="Layers"/>.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>Gets the first evaluation on the card as text; null if the card has none.</summary>
    public string? Accuracy => Card.Evaluations is [var test, ..]
        ? string.Create(CultureInfo.InvariantCulture, $"{test.Name}: {100 * test.TrackAccuracy:0.0} % of {test.Tracks} tracks")
        : null;

    /// <summary>Returns whether this version contains a head with the given name.</summary>
    public static bool Exists(string name) => typeof(ModelHead).Assembly.GetManifestResourceInfo(Resource(name)) is not null;

    /// <summary>Reads a head; null if this version contains none with that name.</summary>
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
