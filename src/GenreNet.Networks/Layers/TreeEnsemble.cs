namespace GenreNet.Networks;

/// <summary>
/// Represents decision trees on a vector: each output is the sum of the leaf values of its own trees, and a bias. Training by gradient
/// steps does not change it, so network files cannot contain it.
/// </summary>
/// <remarks>
/// The arrays (<see cref="WeightRoles"/>) list the nodes of all trees one after another. A vector goes from the root of each tree to a
/// leaf: at node i, it continues at node <c>child[i] + 1</c> if the value of column <c>feature[i]</c> is at most <c>threshold[i]</c>, and
/// at node <c>child[i]</c> otherwise. A leaf is its own child and has a threshold below all values. The trees of the first output come
/// first.
/// </remarks>
/// <param name="Units">Number of outputs.</param>
/// <param name="Trees">Number of trees, the same for each output.</param>
/// <param name="Nodes">Number of nodes of all trees, leaves included; below 2^24.</param>
/// <param name="Depth">Largest number of comparisons from a root to a leaf.</param>
public sealed record TreeEnsemble(int Units, int Trees, int Nodes, int Depth) : LayerSpec
{
    /// <summary>The largest number of nodes, which are numbered by values of float32.</summary>
    internal const int MostNodes = 1 << 24;

    internal int AllTrees => Units * Trees;
}
