using GenreNet.Core.Audio;

namespace GenreNet.Catalogue;

/// <summary>Lists the audio objects of a bucket whose names begin with a prefix, in ordinal order.</summary>
internal sealed class ObjectSource(string address, ObjectStoreOptions options) : CatalogueSource
{
    public override string Name => address;

    public override IEnumerable<string> List(CancellationToken cancellationToken)
    {
        using var store = new ObjectStore(options);
        // Servers sort names by their UTF-8 bytes, or not at all.
        foreach (string name in ExternalSort.Sort(store.List(address, cancellationToken).Where(IsAudio), cancellationToken: cancellationToken))
        {
            yield return name;
        }
    }

    private static bool IsAudio(string name) => AudioFile.HasAudioExtension(name) && !name[(name.LastIndexOf('/') + 1)..].StartsWith('.');
}
