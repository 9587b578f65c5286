using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Sends vectors through decision trees, all trees one level at a time. The arrays are buffers, which the optimizer does not change.</summary>
internal sealed class TreeEnsembleModule : nn.Module<Tensor, Tensor>
{
    private readonly TreeEnsemble _trees;
    private readonly Tensor _root;
    private readonly Tensor _feature;
    private readonly Tensor _threshold;
    private readonly Tensor _child;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    public TreeEnsembleModule(TreeEnsemble trees, Device device)
        : base(nameof(TreeEnsemble))
    {
        _trees = trees;
        _root = zeros(1, trees.AllTrees, device: device);
        _feature = zeros(1, trees.Nodes, device: device);
        _threshold = full([1, trees.Nodes], float.MinValue, device: device);
        _child = zeros(1, trees.Nodes, device: device);
        _weight = zeros(1, trees.Nodes, device: device);
        _bias = zeros(trees.Units, device: device);
        register_buffer(WeightRoles.Root, _root);
        register_buffer(WeightRoles.SplitFeature, _feature);
        register_buffer(WeightRoles.Threshold, _threshold);
        register_buffer(WeightRoles.Child, _child);
        register_buffer(WeightRoles.Weight, _weight);
        register_buffer(WeightRoles.Bias, _bias);
    }

    public override Tensor forward(Tensor input)
    {
        Tensor feature = _feature.to(ScalarType.Int64).flatten();
        Tensor child = _child.flatten();
        Tensor threshold = _threshold.flatten();
        Tensor node = _root.to(ScalarType.Int64).expand(input.shape[0], _trees.AllTrees).contiguous();
        for (int level = 0; level < Math.Max(1, _trees.Depth); level++)
        {
            Tensor value = input.gather(1, Pick(feature, node));

            // Indices are added as float32, which is exact below 2^24: the scalar of Plus is a float.
            node = Pick(child, node).Plus(value.le(Pick(threshold, node)).to(ScalarType.Float32)).to(ScalarType.Int64);
        }

        return Pick(_weight.flatten(), node).reshape(input.shape[0], _trees.Units, _trees.Trees).sum(2).Plus(_bias);
    }

    private static Tensor Pick(Tensor values, Tensor indices) => values.index_select(0, indices.flatten()).reshape(indices.shape);
}
