using GenreNet.Training.Torch;
using TorchSharp;

namespace GenreNet.Training.Tests.Torch;

public class NativeTorchTests
{
    private const string Bridge = "libLibTorchSharp.so";

    [Fact]
    public void Torch_loads_and_counts()
    {
        NativeTorch.EnsureLoaded();
        using torch.Tensor sum = torch.ones(2, 3).sum();
        Assert.Equal(6, sum.item<float>());
    }

    [Fact]
    public void Only_native_libraries_of_this_platform_are_copied() =>
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes", "osx-arm64")));

    [Fact]
    public void An_unused_version_can_be_made_optional()
    {
        byte[] image = File.ReadAllBytes(Library());
        byte[] before = [.. image];
        var needs = new ElfVersionNeeds(image);
        Assert.Contains("GLIBCXX_3.4.32", needs.Versions());
        Assert.True(needs.TryMakeOptional("GLIBCXX_3.4.32"));
        int[] changed = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != before[i])];
        Assert.Equal(before[Assert.Single(changed)] | 2, image[changed[0]]);
    }

    [Fact]
    public void A_used_or_absent_version_is_unchanged()
    {
        byte[] image = File.ReadAllBytes(Library());
        byte[] before = [.. image];
        var needs = new ElfVersionNeeds(image);
        Assert.False(needs.TryMakeOptional("GLIBCXX_3.4"));
        Assert.False(needs.TryMakeOptional("GLIBCXX_9.9.99"));
        Assert.Equal(before, image);
    }

    [Fact]
    public void An_invalid_library_is_rejected()
    {
        Assert.Throws<InvalidDataException>(() => new ElfVersionNeeds([1, 2, 3]));
        byte[] cut = File.ReadAllBytes(Library())[..5000];
        Assert.Throws<InvalidDataException>(() => new ElfVersionNeeds(cut).Versions().ToList());
    }

    private static string Library()
    {
        string path = Path.Combine(AppContext.BaseDirectory, Bridge);
        Assert.SkipUnless(File.Exists(path), "this platform has no ELF libraries");
        return path;
    }
}
