using System.Security.Cryptography;

namespace GenreNet.Pretrained.Tests.Support;

/// <summary>An EfficientAT checkpoint of the size of mn04 with random weights, as a file on a server.</summary>
internal static class Mini
{
    /// <summary>The content of the file.</summary>
    public static byte[] Content { get; } = RandomNetworks.EfficientAt(0.4, classes: 527).ToBytes();

    public static PretrainedCheckpoint At(Uri? url, byte[]? content = null) => new()
    {
        Name = "mini",
        Network = PretrainedNetwork.EfficientAt,
        FileName = "mini.pt",
        Url = url,
        Length = (content ?? Content).Length,
        Sha256 = Sum(content ?? Content),
        License = "MIT",
        GoodFor = "tests",
    };

    public static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
