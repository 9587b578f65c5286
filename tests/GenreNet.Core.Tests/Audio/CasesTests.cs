using GenreNet.Core.Tests.Audio.Formats;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Audio;

/// <summary>Files that were once read wrongly; they hold real music and are never part of the repository.</summary>
public class CasesTests
{
    [Theory]
    [InlineData("rifx_pcm16_is_read_as_noise.wav", 0)]
    [InlineData("pcm16_mono_blockalign_0_refused.wav", 1)]
    [InlineData("pcm16_mono_blockalign_16_refused.wav", 1)]
    [InlineData("odd_LIST_unpadded_refused.wav", 0)]
    [InlineData("au_little_endian_dns_refused.au", 0)]
    public void The_samples_equal_the_reference(string name, int warnings)
    {
        float[] expected = Decoded.From(File.ReadAllBytes(TestData.Shared("cases/same_as_1s_reference.wav")), "file").Samples;
        Assert.Equal(22050, expected.Length);
        Assert.Equal(warnings, Decoded.Check(File.ReadAllBytes(TestData.Shared($"cases/{name}")), expected).Count);
    }

    [Fact]
    public void A_placeholder_length_of_80000000_is_not_reported_as_damage()
    {
        byte[] file = File.ReadAllBytes(TestData.Shared("cases/whole_called_damaged_data_80000000_3s.wav"));
        Assert.All(Decoded.Ways, way =>
        {
            Decoded decoded = Decoded.From(file, way);
            Assert.Equal(24800, decoded.Samples.Length);
            Assert.Empty(decoded.Warnings);
        });
    }
}
