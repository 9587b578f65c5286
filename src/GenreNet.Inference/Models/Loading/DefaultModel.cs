namespace GenreNet.Inference;

/// <summary>The model that comes with the package: the ten genres of GTZAN.</summary>
internal static class DefaultModel
{
    /// <summary>What messages and telemetry call it.</summary>
    public const string Name = "the default model";

    private const string ResourceName = "GenreNet.Inference.gtzan.onnx";

    /// <summary>The whole file.</summary>
    public static byte[] Read()
    {
        using Stream stream = typeof(DefaultModel).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from {typeof(DefaultModel).Assembly.GetName().Name}: build the package again.");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
