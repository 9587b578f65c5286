using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Fitting;

/// <summary>Combines several fitted networks with the same specification into one network.</summary>
internal static class EnsembleNetwork
{
    /// <summary>Returns a network whose logits are the mean of the members' logits.</summary>
    /// <param name="members">Networks with the same specification and standardisation, fitted to the same training segments. The
    /// caller keeps ownership.</param>
    public static TorchNetwork Of(IReadOnlyList<TorchNetwork> members)
    {
        NetworkSpec spec = members[0].Spec;

        // The members share the layers up to the standardisation.
        int shared = 1 + spec.Layers.Index().First(layer => layer.Item is Standardize).Index;
        IReadOnlyList<LayerSpec> rest = [.. spec.Layers.Skip(shared)];
        var together = new NetworkSpec(
            $"{spec.Name} x{members.Count}", [.. spec.Layers.Take(shared), new Fork([.. members.Select(_ => rest)], BranchMerge.Mean)]);
        var network = new TorchNetwork(together, members[0].Input);
        network.LoadWeights(Joined(members, shared));
        network.eval();
        return network;
    }

    private static NetworkWeights Joined(IReadOnlyList<TorchNetwork> members, int shared)
    {
        var joined = new NetworkWeights();
        foreach ((int member, TorchNetwork network) in members.Index())
        {
            NetworkWeights weights = network.SaveWeights();
            foreach ((string layer, string role) in weights.Names)
            {
                joined[PathIn(member, layer, shared), role] = weights[layer, role];
            }
        }

        return joined;
    }

    // The path layer5.body2 of a member becomes, for example, layer3.branch2_3.body2 if the members share two layers.
    private static string PathIn(int member, string path, int shared)
    {
        string[] parts = path.Split('.', 2);
        int index = Enumerable.Range(0, int.MaxValue).First(i => LayerPath.Of(i) == parts[0]);
        if (index < shared)
        {
            return path;
        }

        string own = LayerPath.Of(LayerPath.ListOf(LayerPath.Of(shared), LayerPath.Branch(member)), index - shared);
        return parts.Length == 1 ? own : $"{own}.{parts[1]}";
    }
}
