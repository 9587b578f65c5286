using GenreNet.Core;
using GenreNet.Networks;

namespace GenreNet.Training.Tests.Networks.Files;

public sealed class NetworkFileTests : IDisposable
{
    private const string Good = """
        {
          // A comment.
          "name": "mine",
          "layers": [
            { "layer": "standardize" },
            { "layer": "add_channel" },
            { "filters": 8, "layer": "conv2d", "kernel_size": 3, "padding": 1, "l2": 0.001 },
            { "layer": "residual",
              "body": [
                { "layer": "relu" },
                { "layer": "conv2d", "filters": 8, "kernel_size": 3, "padding": 1 },
              ] },
            { "layer": "max_pool2d", "size": 2, "stride": 2 },
            { "layer": "to_sequence" },
            { "layer": "gru", "units": 16, "is_bidirectional": true },
            { "layer": "global_average_pool" },
            { "layer": "dropout", "rate": 0.3 },
            { "layer": "genres" }
          ]
        }
        """;

    private static readonly TensorShape Segment = new(130, 13);

    public static TheoryData<string> Names { get; } = [.. GenreNetworks.Names];

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "mine.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("networks.md")]
    [InlineData("migration.md")]
    public void The_networks_of_the_guides_load(string page)
    {
        string[] blocks = System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", page)).Split("```json\n")[1..];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            System.IO.File.WriteAllText(File, block.Split("```")[0]);
            Assert.NotEmpty(NetworkFile.Load(File, genreCount: 10, Segment).Layers);
        });
    }

    [Fact]
    public void A_file_gives_the_declared_layers()
    {
        NetworkSpec network = Load(Good);
        Assert.Equal("mine", network.Name);
        Assert.Equal(new Conv2d(8, 3, 0.001, Padding: 1), network.Layers[2]);
        Assert.Equal([new Relu(), new Conv2d(8, 3, Padding: 1)], Assert.IsType<Residual>(network.Layers[3]).Body);
        Assert.Equal(new Gru(16, true), network.Layers[6]);
        Assert.Equal(new Dense(4), network.Layers[^1]);
    }

    [Theory]
    [InlineData("\"kernel_size\": 3, \"padding\": 1 },", "\"kernel_size\": 300 },", "line 11: Conv2d")] // inside the residual block
    [InlineData("\"size\": 2,", "\"size\": 0,", "line 13: MaxPool2d")]
    [InlineData("{ \"layer\": \"global_average_pool\" },", "", "line 18: the layer 'genres' takes a vector")]
    [InlineData("\"rate\": 0.3", "\"rate\": 1.5", "line 17: Dropout")]
    [InlineData("\"filters\": 8, \"kernel_size\": 3, \"padding\": 1 },\n", "\"filters\": 9, \"kernel_size\": 3, \"padding\": 1 },\n", "line 8: its body returns")]
    [InlineData("\"rate\": 0.3", "\"ratio\": 0.3", "line 17: the layer 'dropout' has no parameter 'ratio' (did you mean 'rate'?). Its parameter is rate.")]
    [InlineData("\"rate\": 0.3", "\"rate\": 0.3, \"seed\": 1", "the layer 'dropout' has no parameter 'seed'. Its parameter is rate.")]
    [InlineData("\"layer\": \"gru\"", "\"layer\": \"grru\"", "there is no layer 'grru' (did you mean 'gru'?). The layers are add_channel, ")]
    [InlineData("\"filters\": 8, ", "", "the layer 'conv2d' lacks filters")]
    [InlineData("\"name\": \"mine\",", "\"name\": \"mine\", \"layer\": [],", "line ")]
    [InlineData("\"rate\": 0.3", "\"rate\": \"much\"", "line 17: ")]
    [InlineData("\"layer\": \"gru\"", "\"layer\": \"lstm\"", "line ")]
    [InlineData("\"name\": \"mine\",", "", "line ")]
    [InlineData("{ \"layer\": \"standardize\" },", "", "begin with the layer 'standardize'")]
    [InlineData("{ \"layer\": \"genres\" }", "{ \"layer\": \"dense\", \"units\": 4 }", "end with the layer 'genres'")]
    [InlineData("\"layer\": \"relu\"", "\"rate\": 1", "layer")]
    [InlineData("]\n}", "]", "line ")]
    [InlineData("\"units\": 16", "\"units\": 2000000000", "mine.json")]
    public void An_invalid_layer_is_rejected_with_its_line(string old, string changed, string message)
    {
        string text = Good.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        string problem = Assert.ThrowsAny<GenreNetException>(() => Load(text.Replace(old, changed, StringComparison.Ordinal))).Message;
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.StartsWith(File, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"name\": \"n\", \"layers\": null}")]
    [InlineData("{\"name\": \"n\", \"layers\": [null]}")]
    [InlineData("\u0000\u0001")]
    public void An_invalid_network_file_is_rejected(string text) => Assert.ThrowsAny<GenreNetException>(() => Load(text));

    [Theory]
    [MemberData(nameof(Names))]
    public void Catalogue_networks_round_trip(string name)
    {
        NetworkSpec network = GenreNetworks.Create(name, 4);
        TensorShape segment = name == "musicnn" ? new TensorShape(187, 96) : Segment;
        NetworkSpec read = Load(NetworkFile.ToJson(network), segment);
        Assert.Equal(NetworkFile.ToJson(network), NetworkFile.ToJson(read));
        Assert.Equal(NetworkCost.Of(network, segment), NetworkCost.Of(read, segment));
    }

    [Fact]
    public void Each_branch_is_written_on_its_own_line()
    {
        const string Forked = """
            {
              "name": "forked",
              "layers": [
                { "layer": "logarithm", "first": 1 }, { "layer": "standardize" },
                { "layer": "fork", "merge": "mean",
                  "branches": [
                    [ { "layer": "global_average_pool" }, { "layer": "dense", "units": 7 } ],
                    [
                      { "layer": "statistics_pool" },
                      { "layer": "dense", "units": 7 }
                    ]
                  ] },
                { "layer": "genres" }
              ]
            }
            """;
        Assert.Equal(BranchMerge.Mean, Assert.IsType<Fork>(Load(Forked).Layers[2]).Merge);
        Refused("\"units\": 7 } ],", "\"units\": 8 } ],", "line 5: its branch1 returns a tensor of shape [8] and its branch2 one of [7]");
        Refused("{ \"layer\": \"statistics_pool\" }", "{ \"layer\": \"conv2d\", \"filters\": 2, \"kernel_size\": 3 }", "line 9: Conv2d");
        Refused("\"merge\": \"mean\"", "\"merge\": \"vote\"", "line ");
        Refused("{ \"layer\": \"standardize\" }", "{ \"layer\": \"relu\" }, { \"layer\": \"standardize\" }", "may precede it");

        void Refused(string old, string changed, string message)
        {
            Assert.Contains(old, Forked, StringComparison.Ordinal);
            Assert.Contains(message, Assert.ThrowsAny<GenreNetException>(() => Load(Forked.Replace(old, changed, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Taps_gates_and_depthwise_convolutions_are_read()
    {
        const string Text = """
            {
              "name": "gated",
              "layers": [
                { "layer": "standardize" }, { "layer": "add_channel" },
                { "layer": "conv2d", "filters": 4, "kernel_size": 5, "kernel_bands": 3, "padding": 2, "padding_bands": 1, "padding_after": 1, "is_unbiased": true },
                { "layer": "batch_norm" }, { "layer": "hard_swish" },
                { "layer": "gate", "body": [{ "layer": "global_average_pool" }, { "layer": "dense", "units": 4 }, { "layer": "sigmoid" }] },
                { "layer": "conv2d", "filters": 8, "kernel_size": 3, "is_depthwise": true },
                { "layer": "band_max_pool" }, { "layer": "global_max_pool" },
                { "layer": "tap", "name": "content",
                  "body": [{ "layer": "dense", "units": 2 }] },
                { "layer": "scale", "factor": 0.5 }, { "layer": "genres" }
              ]
            }
            """;
        NetworkSpec network = Load(Text);
        Assert.Equal("[4, 129, 13]", ShapeInference.Infer(network, Segment)[3].ToString());
        Assert.Equal((60 + 8) + 20 + (8 * 10) + 18 + 36, NetworkCost.Of(network, Segment).Parameters);
        Assert.Equal("content", Assert.IsType<Tap>(network.Layers[9]).Name);
        Assert.Contains(
            "line 7: its body returns a tensor of shape [5] and its shortcut one of [4, 129, 13], which cannot be merged",
            Assert.ThrowsAny<GenreNetException>(() => Load(Text.Replace("\"units\": 4", "\"units\": 5", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "line 10: Tap content of 0 layers needs a name and layers that end in a vector",
            Assert.ThrowsAny<GenreNetException>(() =>
                Load(Text.Replace("{ \"layer\": \"band_max_pool\" }, { \"layer\": \"global_max_pool\" },", "", StringComparison.Ordinal)
                .Replace("[{ \"layer\": \"dense\", \"units\": 2 }] }", "[] }", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_rejected_with_its_name() =>
        Assert.Contains("nowhere.json", Assert.Throws<GenreNetException>(() => NetworkFile.Load("nowhere.json", 3, Segment)).Message, StringComparison.Ordinal);

    private NetworkSpec Load(string text, TensorShape? segment = null)
    {
        System.IO.File.WriteAllText(File, text);
        return NetworkFile.Load(File, 4, segment ?? Segment);
    }
}
