using GenreNet.Core.Numerics;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Measures;

public class PrincipalComponentsTests
{
    [Fact]
    public void Points_on_a_line_need_one_component()
    {
        var components = PrincipalComponents.Of([[0, 0], [3, 4], [6, 8]], 2);
        Assert.Equal([-5, 0, 5], components.Coordinates.Select(c => Math.Round(c[0], 9)));
        Assert.All(components.Coordinates, c => Assert.Equal(0, c[1], 9));
        Assert.Equal([1, 0], components.Explained.Select(e => Math.Round(e, 9)));
    }

    [Theory]
    [InlineData(40, 5)]
    [InlineData(12, 300)]
    public void All_components_preserve_distances(int count, int dimensions)
    {
        double[][] points = Noise(count, dimensions);
        var components = PrincipalComponents.Of(points, Math.Min(count, dimensions));
        Assert.Equal(1, components.Explained.Sum(), 9);
        Assert.Equal(components.Explained.OrderDescending(), components.Explained);
        for (int i = 1; i < points.Length; i++)
        {
            Assert.Equal(Distance(points[0], points[i]), Distance(components.Coordinates[0], components.Coordinates[i]), 9);
        }
    }

    [Fact]
    public void The_explained_share_is_the_variance_along_the_component()
    {
        double[][] points = Noise(count: 200, dimensions: 6);
        var components = PrincipalComponents.Of(points, 2);
        double all = Enumerable.Range(0, 6).Sum(k => Variance([.. points.Select(p => p[k])]));
        Assert.Equal(Variance([.. components.Coordinates.Select(c => c[0])]) / all, components.Explained[0], 9);
        Assert.Equal(Variance([.. components.Coordinates.Select(c => c[1])]) / all, components.Explained[1], 9);
    }

    [Fact]
    public void Equal_points_are_projected_to_the_origin()
    {
        var components = PrincipalComponents.Of([[1, 2], [1, 2], [1, 2]], 2);
        Assert.All(components.Coordinates, c => Assert.Equal([0, 0], c));
        Assert.Equal([0, 0], components.Explained);
    }

    [Fact]
    public void Missing_components_are_zero()
    {
        Assert.All(PrincipalComponents.Of([[1], [2]], 2).Coordinates, c => Assert.Equal(0, c[1]));
        Assert.All(PrincipalComponents.Of([[], []], 2).Coordinates, c => Assert.Equal([0, 0], c));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalComponents.Of([[1]], 0));
    }

    [Fact]
    public void The_typical_track_is_closest_to_the_mean_of_its_genre()
    {
        ExploredTrack[] tracks = [.. new[] { 0.0, 4, 5, 20, 21, 30 }.Select((x, i) => new ExploredTrack($"{i}", i / 3, [x, 7], [1, 1]))];
        var space = new TrackSpace(tracks);
        Assert.All(space.Points, p => Assert.Single(p));
        Assert.Equal([1, 4], space.Typical(tracks, 2));
        Assert.Equal([1, 4], space.Typical(tracks, 3));
    }

    private static double[][] Noise(int count, int dimensions)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(_ => (double[])[.. Enumerable.Range(0, dimensions).Select(k => (k + 1) * random.NextGaussian())])];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double Variance(double[] values) => values.Average(v => (v - values.Average()) * (v - values.Average()));
}
