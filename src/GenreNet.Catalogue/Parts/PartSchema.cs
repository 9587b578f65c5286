using Parquet.Schema;

namespace GenreNet.Catalogue;

/// <summary>Defines the columns of a part. Their names and types are documented in docs/file-formats.md.</summary>
internal static class PartSchema
{
    public const string Path = "path";
    public const string Genre = "genre";
    public const string Confidence = "confidence";
    public const string TopGenres = "top_genres";
    public const string TopProbabilities = "top_probabilities";
    public const string Unknown = "unknown";
    public const string Warnings = "warnings";
    public const string Duration = "duration_seconds";
    public const string MfccMeans = "mfcc_means";
    public const string Embedding = "embedding";
    public const string Model = "model";
    public const string ModelSha256 = "model_sha256";
    public const string Error = "error";

    // The name that the Parquet specification gives to the elements of a list.
    private const string Element = "element";

    /// <summary>Creates the schema.</summary>
    /// <param name="withEmbeddings">Whether there is a column of embeddings.</param>
    public static ParquetSchema Create(bool withEmbeddings)
    {
        List<Field> fields =
        [
            Text(Path, isNullable: false),
            Text(Genre),
            new DataField<float?>(Confidence),
            new ListField(TopGenres, Text(Element, isNullable: false)),
            Vector(TopProbabilities),
            new DataField<bool?>(Unknown),
            new ListField(Warnings, Text(Element, isNullable: false)),
            new DataField<double?>(Duration),
            Vector(MfccMeans),
        ];
        if (withEmbeddings)
        {
            fields.Add(Vector(Embedding));
        }

        fields.AddRange([Text(Model, isNullable: false), Text(ModelSha256, isNullable: false), Text(Error)]);
        return new ParquetSchema(fields);
    }

    private static DataField<string> Text(string name, bool isNullable = true) => new(name, isNullable);

    private static ListField Vector(string name) => new(name, new DataField<float>(Element, nullable: false));
}
