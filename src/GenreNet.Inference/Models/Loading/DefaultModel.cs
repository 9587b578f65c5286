namespace GenreNet.Inference;

/// <summary>Provides the model that is included in the package, for the ten genres of GTZAN.</summary>
internal static class DefaultModel
{
    /// <summary>The name of the model in messages and telemetry.</summary>
    public const string Name = "the default model";

    private const string ResourceName = "GenreNet.Inference.gtzan.onnx";

    /// <summary>Reads the complete model file.</summary>
    public static byte[] Read()
    {
        using Stream stream = typeof(DefaultModel).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from {typeof(DefaultModel).Assembly.GetName().Name}: rebuild the package.");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
