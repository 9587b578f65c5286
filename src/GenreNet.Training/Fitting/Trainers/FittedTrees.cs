using GenreNet.Core;
using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the decision trees of each genre. A score is the sum of the values of the genre's trees, and a bias.</summary>
/// <param name="Trees">The trees of each genre.</param>
/// <param name="Biases">The bias of each genre.</param>
internal sealed record FittedTrees(IReadOnlyList<IReadOnlyList<DecisionTree>> Trees, IReadOnlyList<float> Biases)
{
    /// <summary>Gets the number of trees of the genre with the most trees.</summary>
    public int Rounds => Trees.Max(genre => genre.Count);

    /// <summary>Returns the layer of the trees, and adds its arrays to the weights.</summary>
    /// <param name="weights">Receives the arrays.</param>
    /// <param name="path">Path of the layer.</param>
    /// <exception cref="GenreNetException">There are too many nodes.</exception>
    public TreeEnsemble Lower(NetworkWeights weights, string path)
    {
        // Genres that need fewer trees get trees that change nothing.
        DecisionTree[] all = [.. Trees.SelectMany(genre => genre.Concat(Enumerable.Repeat(DecisionTree.Zero, Rounds - genre.Count)))];
        long size = all.Sum(tree => (long)tree.NodeCount);
        if (size > TreeEnsemble.MostNodes)
        {
            throw new GenreNetException($"The trees have {size:N0} nodes, more than the limit of {TreeEnsemble.MostNodes:N0}: use fewer --trainer-trees or --trainer-leaves.");
        }

        var layer = new TreeEnsemble(Trees.Count, Rounds, (int)size, all.Max(tree => tree.Depth));
        List<float> roots = [], features = [], thresholds = [], children = [], values = [];
        foreach (DecisionTree tree in all)
        {
            roots.Add(values.Count);
            foreach ((int feature, float threshold, int child, float value) in tree.Nodes(values.Count))
            {
                features.Add(feature);
                thresholds.Add(threshold);
                children.Add(child);
                values.Add(value);
            }
        }

        void Add(string role, List<float> array) => weights[path, role] = new WeightArray([1, array.Count], [.. array]);
        Add(WeightRoles.Root, roots);
        Add(WeightRoles.SplitFeature, features);
        Add(WeightRoles.Threshold, thresholds);
        Add(WeightRoles.Child, children);
        Add(WeightRoles.Weight, values);
        weights[path, WeightRoles.Bias] = new WeightArray([layer.Units], [.. Biases]);
        return layer;
    }
}
