using System.Globalization;
using GenreNet.Core.Numpy;
using GenreNet.Inference.Models;

namespace GenreNet.Pretrained.Installation;

/// <summary>A linear classifier that is put on the embeddings of pretrained networks: a resource of this assembly.</summary>
/// <remarks>
/// <c>Heads/NAME.npz</c> holds <c>mean</c> and <c>deviation</c> of the embedding, <c>weights</c> (<c>[genres, embedding]</c>) and <c>bias</c>, all
/// float32. <c>Heads/NAME.json</c> is the card of the model that comes out: genres, features, calibration, figures, provenance.
/// </remarks>
internal sealed record ModelHead
{
    /// <summary>The card of the model.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>Means of the embedding's numbers.</summary>
    public required float[] Mean { get; init; }

    /// <summary>Their standard deviations.</summary>
    public required float[] Deviation { get; init; }

    /// <summary><c>[genres, embedding]</c>, row-major.</summary>
    public required float[] Weights { get; init; }

    /// <summary>One number per genre.</summary>
    public required float[] Bias { get; init; }

    /// <summary>The first test of the card in words; null where the card has none.</summary>
    public string? Accuracy => Card.Evaluations is [var test, ..]
        ? string.Create(CultureInfo.InvariantCulture, $"{test.Name}: {100 * test.TrackAccuracy:0.0} % of {test.Tracks} tracks")
        : null;

    /// <summary>Whether this version has a head of a name.</summary>
    public static bool Exists(string name) => typeof(ModelHead).Assembly.GetManifestResourceInfo(Resource(name, "json")) is not null;

    /// <summary>Reads a head; null where this version has none of that name.</summary>
    public static ModelHead? Find(string name)
    {
        if (!Exists(name))
        {
            return null;
        }

        using var reader = new StreamReader(Open(name, "json"));
        using Stream stream = Open(name, "npz");
        using NpzReader arrays = NpzReader.Open(stream, Resource(name, "npz"));
        return new ModelHead
        {
            Card = ModelCard.Parse(reader.ReadToEnd(), Resource(name, "json")),
            Mean = Read(arrays, "mean"),
            Deviation = Read(arrays, "deviation"),
            Weights = Read(arrays, "weights"),
            Bias = Read(arrays, "bias"),
        };
    }

    private static float[] Read(NpzReader arrays, string name) => [.. arrays.Read(name).AsSpan<float>()];

    private static Stream Open(string name, string extension) => typeof(ModelHead).Assembly.GetManifestResourceStream(Resource(name, extension))!;

    private static string Resource(string name, string extension) => $"Heads/{name}.{extension}";
}
