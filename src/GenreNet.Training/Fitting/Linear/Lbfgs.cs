namespace GenreNet.Training.Fitting;

/// <summary>Minimises smooth convex functions by L-BFGS, in double precision.</summary>
/// <remarks>
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithms 7.4 and 3.1: the last steps and changes of the gradient stand for the inverse
/// Hessian, and a step is halved until the function falls enough (Armijo). A step along which the gradient does not grow is not remembered.
/// </remarks>
internal static class Lbfgs
{
    private const int Memory = 12;
    private const int MostHalvings = 40;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Writes the gradient at a point and returns the value there.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">As many numbers, overwritten.</param>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Goes downhill from a point until the gradient is small.</summary>
    /// <param name="function">The function.</param>
    /// <param name="point">The start; overwritten with the minimum.</param>
    /// <param name="tolerance">The largest component of the gradient at which to stop.</param>
    /// <param name="mostSteps">The most steps.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <param name="stepped">Called after each step with the value; null for nothing.</param>
    /// <returns>The number of steps.</returns>
    public static int Minimise(
        Function function, double[] point, double tolerance, int mostSteps, CancellationToken cancellationToken, Action<double>? stepped = null)
    {
        double[] gradient = new double[point.Length];
        double[] nextPoint = new double[point.Length];
        double[] nextGradient = new double[point.Length];
        double[] direction = new double[point.Length];
        var history = new Queue<(double[] Step, double[] Change, double Curvature)>();
        double value = function(point, gradient);
        for (int step = 0; step < mostSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double largest = Largest(gradient);
            if (!(largest > tolerance))
            {
                return step;
            }

            Descend(gradient, history, direction);
            double slope = Vectors.Dot(gradient, direction);
            double length = history.Count == 0 ? Math.Min(1, 1 / largest) : 1;
            if (Search(function, point, value, direction, slope, length, nextPoint, nextGradient) is not { } next)
            {
                // Rounding hides any further decrease.
                return step;
            }

            Remember(history, point, nextPoint, gradient, nextGradient);
            value = next;
            nextPoint.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            stepped?.Invoke(value);
        }

        return mostSteps;
    }

    private static double? Search(
        Function function, double[] point, double value, double[] direction, double slope, double length, double[] nextPoint, double[] nextGradient)
    {
        for (int halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            point.CopyTo(nextPoint, 0);
            Vectors.AddScaled(nextPoint, length, direction);
            double next = function(nextPoint, nextGradient);
            if (next < value && next <= value + (SufficientDecrease * length * slope))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>The product of the negative inverse Hessian and the gradient.</summary>
    private static void Descend(double[] gradient, Queue<(double[] Step, double[] Change, double Curvature)> history, double[] direction)
    {
        gradient.CopyTo(direction, 0);
        (double[] Step, double[] Change, double Curvature)[] pairs = [.. history];
        double[] shares = new double[pairs.Length];
        for (int i = pairs.Length - 1; i >= 0; i--)
        {
            shares[i] = Vectors.Dot(pairs[i].Step, direction) / pairs[i].Curvature;
            Vectors.AddScaled(direction, -shares[i], pairs[i].Change);
        }

        double scale = pairs.Length == 0 ? 1 : pairs[^1].Curvature / Vectors.Dot(pairs[^1].Change, pairs[^1].Change);
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] *= -scale;
        }

        for (int i = 0; i < pairs.Length; i++)
        {
            // The direction is negative here, and with it the sign of the second loop of the algorithm.
            double share = -Vectors.Dot(pairs[i].Change, direction) / pairs[i].Curvature;
            Vectors.AddScaled(direction, share - shares[i], pairs[i].Step);
        }
    }

    private static void Remember(
        Queue<(double[] Step, double[] Change, double Curvature)> history, double[] point, double[] nextPoint, double[] gradient, double[] nextGradient)
    {
        (double[] step, double[] change) = ((double[])nextPoint.Clone(), (double[])nextGradient.Clone());
        Vectors.AddScaled(step, -1, point);
        Vectors.AddScaled(change, -1, gradient);
        double curvature = Vectors.Dot(step, change);
        if (curvature > 1e-14 * Vectors.Dot(change, change))
        {
            history.Enqueue((step, change, curvature));
            if (history.Count > Memory)
            {
                history.Dequeue();
            }
        }
    }

    private static double Largest(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
