namespace GenreNet.Pretrained.Tests.Support;

/// <summary>A conversion that only counts.</summary>
internal sealed class CountingConverter : IModelConverter
{
    private int _count;

    public int Count => _count;

    public string Version { get; init; } = "test";

    public void Check(string path, PretrainedCheckpoint checkpoint)
    {
    }

    public byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights)
    {
        Interlocked.Increment(ref _count);
        return [1, 2, 3];
    }
}
