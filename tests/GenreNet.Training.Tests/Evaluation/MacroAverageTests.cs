using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation;

public class MacroAverageTests
{
    [Fact]
    public void Genres_have_equal_weight_and_absent_genres_are_ignored()
    {
        // Like scikit-learn's: y_true = [0, 0, 0, 1], y_pred = [0, 0, 1, 1], and a third genre that nothing has to do with.
        var matrix = new ConfusionMatrix(3);
        (int Actual, int Predicted)[] answers = [(0, 0), (0, 0), (0, 1), (1, 1)];
        foreach ((int actual, int predicted) in answers)
        {
            matrix.Add(actual, predicted);
        }

        var macro = MacroAverage.Of(matrix);
        Assert.Equal(0.75, macro.Precision, 1e-12);
        Assert.Equal((2 / 3.0 + 1) / 2, macro.Recall, 1e-12);
        Assert.Equal((0.8 + 2 / 3.0) / 2, macro.F1, 1e-12);
        matrix.Add(1, 2);
        Assert.Equal((1 + 0.5 + 0) / 3, MacroAverage.Of(matrix).Precision, 1e-12);
    }

    [Fact]
    public void Counts_without_predictions_are_zero() => Assert.Equal(new MacroAverage(0, 0, 0), MacroAverage.Of(new ConfusionMatrix(4)));
}
