namespace GenreNet.Networks;

/// <summary>Names the place of a layer in a network: <c>layer3</c>, <c>layer3.body1</c> or <c>layer3.branch2_1</c> inside a block; counted from one.</summary>
public static class LayerPath
{
    /// <summary>A layer of the network itself.</summary>
    /// <param name="index">Position, from 0.</param>
    public static string Of(int index) => Of(string.Empty, index);

    /// <summary>A list of layers inside a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">What the block calls the list.</param>
    public static string ListOf(string block, string name) => $"{block}.{name}";

    /// <summary>The name of one of several lists that have no names of their own.</summary>
    /// <param name="index">Position, from 0.</param>
    public static string Branch(int index) => $"branch{index + 1}_";

    /// <summary>A layer of a list.</summary>
    /// <param name="list">The list: empty for the network itself.</param>
    /// <param name="index">Position, from 0.</param>
    public static string Of(string list, int index) => $"{(list.Length == 0 ? "layer" : list)}{index + 1}";
}
