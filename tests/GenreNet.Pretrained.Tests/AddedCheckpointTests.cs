using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests;

/// <summary>Checkpoint files that are brought by hand.</summary>
public sealed class AddedCheckpointTests : IDisposable
{
    private const string Other = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly TemporaryFolder _folder = new();
    private readonly PretrainedStore _store;

    public AddedCheckpointTests() => _store = new PretrainedStore(new PretrainedOptions { Folder = Path.Combine(_folder.Path, "home") });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_checkpoint_with_a_custom_name_becomes_a_model_and_can_be_removed()
    {
        string file = Write("weights.pt", Mini.Content);
        PretrainedCheckpoint added = _store.Add(file, "Mini", Mini.Sum(Mini.Content), Token);
        Assert.Equal(("mini", PretrainedNetwork.EfficientAt), (added.Name, added.Network));
        Assert.Equal(Mini.Content, await File.ReadAllBytesAsync(_store.Find(added)!, Token));
        Assert.Equal(added with { GoodFor = "" }, _store.Checkpoints.Single(checkpoint => checkpoint.Name == "mini") with { GoodFor = "" });

        PretrainedModel model = Assert.Single(await _store.ConvertInstalledAsync(cancellationToken: Token));
        Assert.Equal("audioset-mini", model.Name);
        using (var classifier = GenreClassifier.Load(_store.Find(model)!))
        {
            Assert.Equal("mn04", classifier.Card.Network);
        }

        Assert.Equal(4, _store.Remove(added).Count);
        Assert.Empty(InstalledFiles());
        Assert.DoesNotContain(_store.Checkpoints, checkpoint => checkpoint.Name == "mini");
    }

    [Fact]
    public void A_known_name_without_a_pinned_checksum_uses_the_specified_checksum()
    {
        byte[] content = RandomNetworks.EfficientAt(2, classes: 527).ToBytes();
        string file = Write("mn20_as_mAP_478.pt", content);
        Assert.Contains("GenreNet has no checksum for mn20", Failure(file), StringComparison.Ordinal);
        Assert.Contains($"GenreNet has no checksum for 'mn20': specify one from a source that you trust with --sha256 (this file has {Mini.Sum(content)})", Failure(file, "mn20"), StringComparison.Ordinal);
        PretrainedCheckpoint added = _store.Add(file, "mn20", Mini.Sum(content), Token);
        Assert.Equal(Mini.Sum(content), _store.Checkpoints.Single(checkpoint => checkpoint.Name == "mn20").Sha256);
        Assert.Contains(_store.Models, model => model.Name == "audioset-mn20");
        Assert.EndsWith("mn20_as_mAP_478.pt", _store.Find(added), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mn04_as_mAP_432.pt", null, null, "instead of 899a8c62")]
    [InlineData("weights.pt", null, null, "is not a known checkpoint")]
    [InlineData("weights.pt", "mn04", null, "instead of 899a8c62")]
    [InlineData("weights.pt", "mini", Other, "instead of 00000000")]
    [InlineData("weights.pt", "mini", "abc", "is not a SHA-256")]
    [InlineData("weights.bin", "mini", "", "is neither a .pt file")]
    [InlineData("weights.pt", "../mini", "", "is not a valid checkpoint name")]
    public void A_file_with_an_unexpected_checksum_is_rejected(string name, string? checkpoint, string? sha256, string problem)
    {
        string file = Write(name, Mini.Content);
        Assert.Contains(problem, Failure(file, checkpoint, sha256?.Length == 0 ? Mini.Sum(Mini.Content) : sha256), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_store.Folder, "checkpoints")));
    }

    [Fact]
    public void A_missing_file_and_a_truncated_file_are_rejected()
    {
        Assert.Contains("cannot be read", Failure(Path.Combine(_folder.Path, "nowhere.pt")), StringComparison.Ordinal);
        RefusedContent(Mini.Content[..(Mini.Content.Length / 2)], "damaged");
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_rejected() => RefusedContent(
        RandomNetworks.EfficientAt(0.4, change: (name, shape, values) => name.StartsWith("features.9.", StringComparison.Ordinal) ? null : (name, shape, values)).ToBytes(),
        "is the checkpoint of another network");

    [Fact]
    public void Weights_that_are_not_finite_are_rejected() => RefusedContent(
        RandomNetworks.EfficientAt(0.4, change: (name, shape, values) => (name, shape, name == "classifier.5.bias" ? [float.NaN, .. values[1..]] : values)).ToBytes(),
        "contains values that are not finite");

    [Fact]
    public void A_pickle_that_refers_to_other_objects_is_rejected() => RefusedContent(
        new TinyCheckpoint { Function = ("os", "system") }.Add("a", [1], [1]).ToBytes(), "refers to 'os.system'");

    private void RefusedContent(byte[] content, string problem)
    {
        string file = Write("weights.pt", content);
        Assert.Contains(problem, Failure(file, "mini", Mini.Sum(content)), StringComparison.Ordinal);
        Assert.DoesNotContain(_store.Checkpoints, checkpoint => checkpoint.Name == "mini");
        Assert.Empty(InstalledFiles());
    }

    private string Failure(string file, string? name = null, string? sha256 = null) =>
        Assert.ThrowsAny<GenreNetException>(() => _store.Add(file, name, sha256, Token)).Message;

    private string Write(string name, byte[] content)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string[] InstalledFiles() =>
        Directory.Exists(_store.Folder) ? Directory.GetFiles(_store.Folder, "*", SearchOption.AllDirectories) : [];
}
