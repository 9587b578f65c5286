#:project ../src/GenreNet.Catalogue/GenreNet.Catalogue.csproj
#:property PublishAot=false
#:property RunAnalyzers=false
// Writes the results of a catalogue of made-up songs with random embeddings, to measure searches:
// dotnet run build/made-up-catalogue.cs SONGS FOLDER
using System.Globalization;
using GenreNet.Catalogue;
using GenreNet.Core.Numerics;

const int ShardSize = 10_000;
const int EmbeddingSize = 244;
const int Styles = 100;
const double Spread = 1.5;

int songs = int.Parse(args[0], CultureInfo.InvariantCulture);
string folder = args[1];
string[] genres = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];
string checksum = new('0', 64);
int shards = (songs + ShardSize - 1) / ShardSize;
var manifest = new CatalogueManifest
{
    Source = "music",
    ListingSha256 = checksum,
    TrackCount = songs,
    ShardSize = ShardSize,
    ShardCount = shards,
    TopCount = 1,
    HasEmbeddings = true,
    Model = "made-up",
    ModelSha256 = checksum,
};
manifest.Save(folder);
var random = new SeededRandom(1);
float[][] styles = [.. Enumerable.Range(0, Styles).Select(_ => Normal(1))];
for (int shard = 0; shard < shards; shard++)
{
    int first = shard * ShardSize;
    PartFile.Write(Path.Combine(folder, $"part-{shard:00000}.parquet"), Enumerable.Range(first, Math.Min(ShardSize, songs - first)).Select(Row), withEmbeddings: true);
}

CatalogueRow Row(int song)
{
    int style = random.Next(Styles);
    float[] embedding = Normal(Spread);
    for (int i = 0; i < embedding.Length; i++)
    {
        embedding[i] += styles[style][i];
    }

    return new CatalogueRow
    {
        Path = $"music/{song / 1000:0000}/{song:0000000}.mp3",
        Genre = genres[style % genres.Length],
        Confidence = 0.5f,
        DurationSeconds = 200,
        Embedding = embedding,
        Model = manifest.Model,
        ModelSha256 = checksum,
    };
}

float[] Normal(double deviation) => [.. Enumerable.Range(0, EmbeddingSize).Select(_ => (float)(deviation * random.NextGaussian()))];
