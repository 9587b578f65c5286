using FsCheck.Xunit;
using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets;

public class CompatibilityFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Ｒ＆Ｂ", "R&B")]
    [InlineData("\u00FA", "u\u0301")]
    [InlineData("\u1EBF", "e\u0302\u0301")]
    [InlineData("\uFB01", "fi")]
    [InlineData("\u00B2", "2")]
    [InlineData("\u3060", "\u305F\u3099")]
    [InlineData("\uD55C\uAE00", "\u1112\u1161\u11AB\u1100\u1173\u11AF")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    public void Characters_become_what_the_standard_says(string text, string decomposed) =>
        Assert.Equal(CompatibilityForm.Decompose(decomposed), CompatibilityForm.Decompose(text));

    [Fact]
    public void Marks_of_a_letter_may_come_in_any_order_and_those_of_two_letters_may_not() =>
        Assert.Equal(
            (true, false),
            (CompatibilityForm.Decompose("a\u0323\u0301") == CompatibilityForm.Decompose("a\u0301\u0323"),
                CompatibilityForm.Decompose("a\u0323b\u0301") == CompatibilityForm.Decompose("a\u0301b\u0323")));

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("\uFFFDx", CompatibilityForm.Decompose(new string(['\uD800', 'x'])));

    [Property]
    public void What_is_decomposed_stays_as_it_is(string? text)
    {
        string once = CompatibilityForm.Decompose(text ?? string.Empty);
        Assert.Equal(once, CompatibilityForm.Decompose(once));
    }
}
