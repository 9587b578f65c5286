// Uses a GenreNet model in a pipeline of ML.NET: it computes probabilities from the summaries of a feature table.
//   genrenet train features_30_sec.csv --out run
//   dotnet run -c Release --project samples/MLNet -- run/model.onnx features_30_sec.csv
using GenreNet.Core.Datasets;
using Microsoft.ML;
using Microsoft.ML.Data;

if (args is not [var model, var table] || !File.Exists(model) || !File.Exists(table))
{
    Console.Error.WriteLine("usage: MODEL.onnx TABLE.csv (a model of summaries, and a feature table with the same genres)");
    return 2;
}

FeatureSet data = FeatureTable.Load(table).Features;
int size = data.Options.ValuesPerSegment;
Clip[] clips = [.. Enumerable.Range(0, data.SegmentCount).Select(i => new Clip { Features = data.Segment(i).ToArray(), Genre = data.Genres[data.Labels[i]] })];

var context = new MLContext(seed: 1);
var schema = SchemaDefinition.Create(typeof(Clip));
schema["features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
IDataView view = context.Data.LoadFromEnumerable(clips, schema);
var pipeline = context.Transforms.ApplyOnnxModel(
    ["probabilities"], ["features"], model, new Dictionary<string, int[]> { ["features"] = [1, data.FrameCount, data.CoefficientCount] }, recursionLimit: 100);
float[][] probabilities = [.. pipeline.Fit(view).Transform(view).GetColumn<float[]>("probabilities")];

int right = probabilities.Zip(clips).Count(pair => data.Genres[pair.First.AsSpan().IndexOf(pair.First.Max())] == pair.Second.Genre);
Console.WriteLine($"{right} of {clips.Length} clips classified correctly");
return 0;

/// <summary>Represents a row of the pipeline.</summary>
internal sealed class Clip
{
    [ColumnName("features")]
    public float[] Features { get; set; } = [];

    public string Genre { get; set; } = "";
}
