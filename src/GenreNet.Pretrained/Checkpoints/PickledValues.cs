namespace GenreNet.Pretrained;

/// <summary>Represents the name of a function or class: module, a space, name. It is only compared and never resolved.</summary>
/// <param name="Name">The name.</param>
internal sealed record PickledName(string Name);

/// <summary>Represents the storage of tensor values: an entry of the archive.</summary>
/// <param name="Type">Type of the values, such as <c>FloatStorage</c>.</param>
/// <param name="Key">Name of the entry.</param>
/// <param name="Count">Number of values.</param>
internal sealed record PickledStorage(string Type, string Key, long Count)
{
    /// <summary>Creates a storage from its persistent id: <c>("storage", class, key, device, count)</c>.</summary>
    /// <returns>Null for anything else.</returns>
    public static PickledStorage? Of(object? id) =>
        id is object?[] and ["storage", PickledName { Name: var name }, string key, string, long count]
            && name.StartsWith("torch ", StringComparison.Ordinal) && count >= 0
            ? new PickledStorage(name["torch ".Length..], key, count)
            : null;
}

/// <summary>Represents a tensor: a view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Index of the first value.</param>
/// <param name="Shape">The axes.</param>
/// <param name="Strides">Distance from one value to the next along each axis.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    // More than any array of a network has.
    private const int MostAxes = 8;

    /// <summary>Gets the number of values.</summary>
    public long Count { get; } = CheckpointFormat.Count(Shape) ?? 0;

    /// <summary>
    /// Creates a tensor from the arguments of <c>_rebuild_tensor_v2</c>: storage, offset, shape, strides, and values that are needed for
    /// training only.
    /// </summary>
    /// <returns>Null if the arguments contradict each other.</returns>
    public static PickledTensor? Of(object?[] arguments)
    {
        if (arguments is not [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..]
            || shape.Length > MostAxes || shape.Length != strides.Length || !shape.All(axis => axis is >= 0L)
                || !strides.All(stride => stride is >= 0L))
        {
            return null;
        }

        long[] axes = [.. shape.Select(axis => (long)axis!)];
        long[] steps = [.. strides.Select(stride => (long)stride!)];
        if (CheckpointFormat.Count(axes) is not { } count || offset < 0 || steps.Any(step => step > storage.Count))
        {
            return null;
        }

        // Computed in 128 bits, because both factors are read from the file.
        Int128 last = axes.Zip(steps).Aggregate((Int128)offset, (sum, axis) => sum + ((Int128)Math.Max(0, axis.First - 1) * axis.Second));
        return count == 0 || last < storage.Count ? new PickledTensor(storage, offset, axes, steps) : null;
    }
}
