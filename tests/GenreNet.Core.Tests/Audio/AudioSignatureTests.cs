using System.Text;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio;

public class AudioSignatureTests
{
    [Theory]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", true)]
    [InlineData("RIFX\0\0\0\0WAVEfmt ", true)]
    [InlineData("RF64\0\0\0\0WAVEds64", true)]
    [InlineData("RIFF\0\0\0\0AVI LIST", false)]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", false)]
    [InlineData("FORM\0\0\0\0AIFCCOMM", true)]
    [InlineData(".snd", true)]
    [InlineData("dns.", true)]
    [InlineData("fLaC", true)]
    [InlineData("OggS", true)]
    [InlineData("ID3\u0004\0", true)]
    [InlineData("\0\0\0\u0020ftypM4A ", true)]
    [InlineData("\0\0\0\u0020ftypheic", false)]
    [InlineData("\u001A\u0045\u00DF\u00A3", true)]
    [InlineData("\u00FF\u00FB\u0090\u0064", true)]
    [InlineData("\u00FF\u00F1\u0050\u0080", true)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", false)]
    [InlineData("\u00FF\u00FEr\0o\0", false)]
    [InlineData("\u00FF\u00FF\u00FF\u00FF", false)]
    [InlineData("\u0089PNG", false)]
    [InlineData("PK\u0003\u0004", false)]
    [InlineData("ID3", false)]
    [InlineData("R", false)]
    [InlineData("", false)]
    [InlineData("text of any kind", false)]
    public void Audio_is_known_by_its_first_bytes(string start, bool isAudio) =>
        Assert.Equal(isAudio, AudioSignature.Matches(Encoding.Latin1.GetBytes(start)));
}
