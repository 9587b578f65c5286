namespace GenreNet.Interactive.Tests;

public class GenreConfusionTests
{
    [Fact]
    public void Answers_are_counted_in_the_order_of_the_genres()
    {
        var confusion = GenreConfusion.Of([("rock", "rock"), ("rock", "blues"), ("rock", "rock"), ("blues", "blues")], ["rock", "blues", "pop"]);
        Assert.Equal(["rock", "blues", "pop"], confusion.Genres);
        Assert.Equal((2, 1, 0, 1), (confusion.Count(0, 0), confusion.Count(0, 1), confusion.Count(1, 0), confusion.Count(1, 1)));
        Assert.Equal((4, 3, 0.75), (confusion.Total, confusion.Correct, confusion.Accuracy));
    }

    [Fact]
    public void Genres_that_are_not_listed_are_added_in_their_order() =>
        Assert.Equal(["pop", "blues", "rock"], GenreConfusion.Of([("rock", "blues")], ["pop"]).Genres);

    [Fact]
    public void No_answers_have_no_accuracy() => Assert.True(double.IsNaN(GenreConfusion.Of([]).Accuracy));
}
