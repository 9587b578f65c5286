namespace GenreNet.Core.Tests.Errors;

public class AudioFormatExceptionTests
{
    [Theory]
    [InlineData("the file is empty. Export it again.", null, "a.wav: the file is empty. Export it again.")]
    [InlineData("the file is empty.", 12L, "a.wav: the file is empty (at byte 12).")]
    [InlineData("the file is empty. Export it again.", 12L, "a.wav: the file is empty (at byte 12). Export it again.")]
    [InlineData("reading failed (Broken. Gone).", 12L, "a.wav: reading failed (Broken. Gone) (at byte 12).")]
    public void The_offset_follows_the_problem_and_precedes_the_remedy(string problem, long? offset, string expected) =>
        Assert.Equal(expected, new AudioFormatException("a.wav", problem, offset).Message);
}
