namespace GenreNet.Training.Networks;

/// <summary>Names the place of a layer in a network: <c>layer3</c>, or <c>layer3.body1</c> inside a residual block; counted from one.</summary>
public static class LayerPath
{
    /// <summary>A layer of the network itself.</summary>
    /// <param name="index">Position, from 0.</param>
    public static string Of(int index) => Of(string.Empty, index);

    /// <summary>A layer of the body of a residual block.</summary>
    /// <param name="block">The block.</param>
    public static string BodyOf(string block) => $"{block}.body";

    /// <summary>A layer of the shortcut of a residual block.</summary>
    /// <param name="block">The block.</param>
    public static string ShortcutOf(string block) => $"{block}.shortcut";

    /// <summary>A layer of a list.</summary>
    /// <param name="list">The list: empty for the network itself.</param>
    /// <param name="index">Position, from 0.</param>
    public static string Of(string list, int index) => $"{(list.Length == 0 ? "layer" : list)}{index + 1}";
}
