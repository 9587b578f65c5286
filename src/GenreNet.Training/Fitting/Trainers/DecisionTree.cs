using Microsoft.ML.Trainers.FastTree;

namespace GenreNet.Training.Fitting;

/// <summary>Represents a decision tree as ML.NET fits it. Inner nodes are numbered from 0, the root; the child ~i is leaf i.</summary>
internal sealed class DecisionTree
{
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly int[] _atMost;
    private readonly int[] _above;
    private readonly float[] _leaves;

    private DecisionTree(int[] features, float[] thresholds, int[] atMost, int[] above, float[] leaves)
    {
        (_features, _thresholds, _atMost, _above, _leaves) = (features, thresholds, atMost, above, leaves);
        Depth = features.Length == 0 ? 0 : DepthBelow(0);
    }

    /// <summary>Gets a tree with a single leaf of the value zero, which changes no sum.</summary>
    public static DecisionTree Zero { get; } = new([], [], [], [], [0]);

    /// <summary>Gets the largest number of comparisons from the root to a leaf.</summary>
    public int Depth { get; }

    /// <summary>Gets the number of nodes, leaves included.</summary>
    public int NodeCount => _features.Length + _leaves.Length;

    /// <summary>Copies a tree.</summary>
    /// <param name="tree">The tree, which splits numbers only.</param>
    /// <param name="weight">Factor of its values.</param>
    public static DecisionTree Of(RegressionTreeBase tree, double weight)
    {
        int inner = tree.NumberOfNodes;
        float[] leaves = [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(value => (float)(value * weight))];
        return inner == 0
            ? new DecisionTree([], [], [], [], [leaves.Length == 0 ? 0 : leaves[0]])
            : new DecisionTree(
                [.. tree.NumericalSplitFeatureIndexes.Take(inner)],
                [.. tree.NumericalSplitThresholds.Take(inner)],
                [.. tree.LeftChild.Take(inner)],
                [.. tree.RightChild.Take(inner)],
                leaves);
    }

    /// <summary>Returns the value of a row.</summary>
    public float Predict(ReadOnlySpan<float> row)
    {
        int node = _features.Length == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = row[_features[node]] <= _thresholds[node] ? _atMost[node] : _above[node];
        }

        return _leaves[~node];
    }

    /// <summary>Lists the nodes in the order of <see cref="Networks.TreeEnsemble"/>: the root, then pairs of children.</summary>
    /// <param name="offset">Index of the root among the nodes of all trees.</param>
    public IEnumerable<(int Feature, float Threshold, int Child, float Value)> Nodes(int offset)
    {
        var waiting = new Queue<int>([_features.Length == 0 ? ~0 : 0]);
        int place = offset;
        int free = offset + 1;
        while (waiting.TryDequeue(out int node))
        {
            if (node < 0)
            {
                yield return (0, float.MinValue, place, _leaves[~node]);
            }
            else
            {
                yield return (_features[node], _thresholds[node], free, 0);
                waiting.Enqueue(_above[node]);
                waiting.Enqueue(_atMost[node]);
                free += 2;
            }

            place++;
        }
    }

    // Trees of few leaves can be deep, but not deeper than their number of leaves.
    private int DepthBelow(int node) => node < 0 ? 0 : 1 + Math.Max(DepthBelow(_atMost[node]), DepthBelow(_above[node]));
}
