using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Linear;

public class LbfgsTests
{
    [Fact]
    public void The_solver_finds_the_minimum_of_a_badly_scaled_quadratic()
    {
        // Curvatures from 1 to 100: steepest descent would take thousands of steps.
        double[] curvatures = [.. Enumerable.Range(0, 20).Select(i => Math.Pow(10, i * 2 / 19.0))];
        double[] point = [.. curvatures.Select(_ => 1.0)];
        int steps = Lbfgs.Minimise(Quadratic, point, 1e-9, 500, CancellationToken.None);
        Assert.All(point.Index(), value => Assert.Equal(value.Index, value.Item, 1e-6));
        Assert.InRange(steps, 1, 200);

        double Quadratic(ReadOnlySpan<double> x, Span<double> gradient)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] = curvatures[i] * (x[i] - i);
                sum += gradient[i] * (x[i] - i) / 2;
            }

            return sum;
        }
    }

    [Fact]
    public void The_solver_takes_no_step_at_the_minimum()
    {
        double[] point = [0];
        int steps = Lbfgs.Minimise(
            (x, gradient) =>
            {
                gradient[0] = x[0];
                return x[0] * x[0] / 2;
            },
            point,
            1e-9,
            10,
            CancellationToken.None);
        Assert.Equal(0, steps);
    }

    [Fact]
    public void The_solver_can_be_cancelled() => Assert.Throws<OperationCanceledException>(() => Lbfgs.Minimise(
        (x, gradient) =>
        {
            gradient[0] = x[0];
            return x[0] * x[0] / 2;
        },
        [1],
        1e-9,
        10,
        new CancellationToken(canceled: true)));
}
