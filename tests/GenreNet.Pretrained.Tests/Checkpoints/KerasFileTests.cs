using GenreNet.Core;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using PureHDF;

namespace GenreNet.Pretrained.Tests.Checkpoints;

public sealed class KerasFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "weights.h5");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kernel:0", "bias:0")]
    [InlineData("kernel_1:0", "bias_12:0")]
    public void Arrays_are_named_by_layer_and_role(string kernel, string bias)
    {
        Write(new H5Group
        {
            ["dense"] = new H5Group
            {
                ["dense"] = new H5Group
                {
                    [kernel] = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } },
                    [bias] = new float[] { 7, 8, 9 }
                }
            },
            ["flatten"] = new H5Group()
        });
        var read = Checkpoint.Read(File);
        Assert.Equal(["dense/bias", "dense/kernel"], read.Names);
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Take("dense/kernel", 2, 3).Values);
        Assert.Contains("'dense/bias' belongs to no layer",
            Assert.Throws<ModelFormatException>(() => read.RequireAllTaken("a test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_musicnn_is_converted_with_its_own_sizes()
    {
        Write(Musicnn());
        var backbone = Backbone.Read(File);
        Assert.Equal(("musicnn", 6, 5), (backbone.Name, backbone.EmbeddingSize, backbone.Head.ClassCount));
        using var network = new EmbeddingNetwork(backbone.ToOnnx());
        float[] embedding = new float[6];
        network.Encode([.. Enumerable.Range(0, 187 * 96).Select(i => MathF.Sin(i))], embedding);
        Assert.All(embedding, value => Assert.True(float.IsFinite(value)));
        Assert.True(embedding.Distinct().Count() > 1);
    }

    [Fact]
    public void A_network_that_lacks_a_layer_is_another_network()
    {
        H5Group weights = Musicnn();
        weights.Remove("bn_flatpool");
        Write(weights);
        Refused("'bn_flatpool/gamma' is missing", "another network");
    }

    [Fact]
    public void A_network_with_a_further_layer_is_another_network()
    {
        H5Group weights = Musicnn();
        weights["dense_2"] = new H5Group { ["bias:0"] = new float[] { 1 } };
        Write(weights);
        Refused("'dense_2/bias' belongs to no layer of musicnn");
    }

    [Fact]
    public void Values_that_are_not_floats_are_rejected()
    {
        Write(new H5Group { ["dense"] = new H5Group { ["kernel:0"] = new double[] { 1 } } });
        Refused("'dense/kernel' is not float32");
    }

    [Fact]
    public void A_file_without_weights_is_rejected()
    {
        Write(new H5Group());
        Refused("no weights of a Keras model");
    }

    [Fact]
    public void A_file_truncated_or_changed_anywhere_is_read_or_rejected()
    {
        Write(new H5Group
        {
            ["dense"] = new H5Group
            {
                ["kernel:0"] = new float[,] { { 1, 2 }, { 3, 4 } },
                ["bias:0"] = new float[] { 7, 8 }
            }
        });
        byte[] whole = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, whole[..(whole.Length / 2)]);
        Assert.ThrowsAny<GenreNetException>(() => Checkpoint.Read(File));
        for (int i = 8; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                Checkpoint.Read(File);
            }
            catch (GenreNetException problem)
            {
                Assert.StartsWith(File, problem.Message, StringComparison.Ordinal);
            }
        }
    }

    private static H5Group Musicnn()
    {
        var random = new SeededRandom(7);
        var weights = new H5Group();
        Norm("batch_normalization", 1);
        Layer("conv2d", [7, 38, 1, 3]);
        Norm("batch_normalization_1", 3);
        Layer("conv2d_1", [7, 67, 1, 3]);
        Norm("batch_normalization_2", 3);
        foreach ((int index, int frames) in ((int[])[128, 64, 32]).Index())
        {
            Layer($"conv2d_{index + 2}", [frames, 1, 1, 2]);
            Norm($"batch_normalization_{index + 3}", 2);
        }

        Layer("midend_conv1", [7, 12, 1, 4]);
        Norm("bn_midend_conv1", 4);
        Layer("midend_conv2", [7, 4, 1, 4]);
        Norm("bn_midend_conv2", 4);
        Layer("midend_conv3", [7, 4, 1, 4]);
        Norm("bn_midend_conv3", 4);
        Norm("bn_flatpool", 48);
        Layer("dense", [48, 6]);
        Norm("bn_dense", 6);
        Layer("dense_1", [6, 5]);
        return weights;

        void Layer(string name, int[] shape) => Add(name, ("kernel:0", Values(shape)), ("bias:0", Values([shape[^1]])));

        void Norm(string name, int channels) =>
            Add(name, ("gamma:0", Values([channels])), ("beta:0", Values([channels])), ("moving_mean:0", Values([channels])),
                ("moving_variance:0", Values([channels])));

        void Add(string name, params ReadOnlySpan<(string Role, Array Values)> arrays)
        {
            var group = new H5Group();
            foreach ((string role, Array values) in arrays)
            {
                group[role] = values;
            }

            weights[name] = new H5Group { [name] = group };
        }

        Array Values(int[] shape)
        {
            var values = Array.CreateInstance(typeof(float), shape);
            int[] place = new int[shape.Length];
            for (int i = 0; i < values.Length; i++)
            {
                int rest = i;
                for (int axis = shape.Length - 1; axis >= 0; axis--)
                {
                    (place[axis], rest) = (rest % shape[axis], rest / shape[axis]);
                }

                values.SetValue((float)random.NextDouble(0.1, 1), place);
            }

            return values;
        }
    }

    private void Write(H5Group weights) => new H5File { ["model_weights"] = weights }.Write(File);

    private void Refused(params string[] parts)
    {
        string message = Assert.Throws<ModelFormatException>(() => Backbone.Read(File)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
