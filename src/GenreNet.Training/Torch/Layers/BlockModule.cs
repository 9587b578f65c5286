using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Runs several branches of layers in parallel and merges their outputs.</summary>
internal sealed class BlockModule : nn.Module<Tensor, Tensor>
{
    private readonly (string Name, TorchChain Chain)[] _branches;
    private readonly BranchMerge _merge;
    private readonly int _axis;
    private readonly bool _isTap;

    // Kept alive; see TensorSum.
    private readonly Scalar _share;

    /// <summary>Creates the module from its branches.</summary>
    /// <param name="block">The block.</param>
    /// <param name="output">Shape of the merged output.</param>
    /// <param name="branches">The branches, in order.</param>
    public BlockModule(BlockSpec block, TensorShape output, IEnumerable<TorchChain> branches)
        : base(block.GetType().Name)
    {
        _branches = [.. block.Lists.Select(list => list.Name).Zip(branches)];
        _merge = block.MergedBy;
        _axis = 1 + BlockSpec.ChannelAxis(output);
        _isTap = block is Tap;
        _share = (1f / _branches.Length).ToScalar();
        foreach ((string name, TorchChain chain) in _branches)
        {
            register_module(name, chain);
        }

        if (_isTap)
        {
            // No fitted output depends on them.
            foreach (Tensor parameter in parameters())
            {
                parameter.requires_grad_(false);
            }
        }
    }

    /// <summary>The layers of all branches.</summary>
    public IEnumerable<TorchLayer> Layers => _branches.SelectMany(branch => branch.Chain.Layers);

    public override Tensor forward(Tensor input) => Forward(input, isRectified: false);

    /// <summary>Runs the block and computes the larger of each result and zero.</summary>
    /// <param name="input">The input of all branches.</param>
    public Tensor Rectified(Tensor input) => Forward(input, isRectified: true);

    private Tensor Forward(Tensor input, bool isRectified)
    {
        if (_isTap)
        {
            return isRectified ? input.relu() : input;
        }

        NormalizedInput[] ends = [.. _branches.Select(branch => branch.Chain.UntilNorm(input))];
        if (_merge == BranchMerge.Sum && BatchNormalization.Supports(ends))
        {
            return BatchNormalization.Of(isRectified, ends);
        }

        Tensor merged = Merged([.. ends.Zip(_branches, (end, branch) => branch.Chain.Finished(end))]);
        return isRectified ? merged.relu_() : merged;
    }

    private Tensor Merged(Tensor[] outputs)
    {
        return _merge switch
        {
            BranchMerge.Concatenate => cat(outputs, _axis),
            BranchMerge.Product => outputs.Aggregate(Product),
            BranchMerge.Mean => outputs.Aggregate(TensorSum.Plus).mul(_share),
            _ => outputs.Aggregate(TensorSum.Plus),
        };
    }

    // The vector of a gate has one number per channel or unit.
    private static Tensor Product(Tensor left, Tensor right) => (right.dim() - left.dim()) switch
    {
        2 => left.unsqueeze(2).unsqueeze(3) * right,
        1 => left.unsqueeze(1) * right,
        _ => left * right,
    };
}
