namespace GenreNet.Training.Fitting;

/// <summary>Minimises smooth convex functions with L-BFGS, in double precision.</summary>
/// <remarks>
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithms 7.4 and 3.1: recent steps and gradient changes approximate the inverse
/// Hessian, and a step is halved until the function decreases enough (Armijo). Steps along which the gradient does not increase are not
/// stored.
/// </remarks>
internal static class Lbfgs
{
    private const int Memory = 12;
    private const int MostHalvings = 40;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Evaluates a function: returns its value at a point and writes its gradient there.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">Receives the gradient; the same length as the point.</param>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Minimises a function from a starting point until the gradient is small.</summary>
    /// <param name="function">The function to minimise.</param>
    /// <param name="point">The starting point; overwritten with the minimum.</param>
    /// <param name="tolerance">Stops when no component of the gradient exceeds this value.</param>
    /// <param name="mostSteps">Maximum number of steps.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <param name="stepped">Called after each step with the function value; null for none.</param>
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
                // Any further decrease is below rounding error.
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

    /// <summary>Computes the product of the negative inverse Hessian and the gradient.</summary>
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
            // The direction is negative here, which flips the sign in the second loop of the algorithm.
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
