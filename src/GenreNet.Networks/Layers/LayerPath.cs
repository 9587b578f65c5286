namespace GenreNet.Networks;

/// <summary>
/// Names the position of a layer in a network: <c>layer3</c>, <c>layer3.body1</c> or <c>layer3.branch2_1</c> inside a block; counted from
/// one.
/// </summary>
public static class LayerPath
{
    /// <summary>Returns the path of a layer of the network itself.</summary>
    /// <param name="index">Position, from 0.</param>
    public static string Of(int index) => Of(string.Empty, index);

    /// <summary>Returns the path of a list of layers inside a block.</summary>
    /// <param name="block">Path of the block.</param>
    /// <param name="name">The block's name for the list.</param>
    public static string ListOf(string block, string name) => $"{block}.{name}";

    /// <summary>Returns the name of one of several unnamed lists.</summary>
    /// <param name="index">Position, from 0.</param>
    public static string Branch(int index) => $"branch{index + 1}_";

    /// <summary>Returns the path of a layer in a list.</summary>
    /// <param name="list">Path of the list; empty for the network itself.</param>
    /// <param name="index">Position, from 0.</param>
    public static string Of(string list, int index) => $"{(list.Length == 0 ? "layer" : list)}{index + 1}";
}
