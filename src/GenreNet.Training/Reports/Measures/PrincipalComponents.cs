using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace GenreNet.Training.Reports;

/// <summary>Points seen from the side on which they are spread most.</summary>
/// <param name="Coordinates">For each point as many numbers as were asked for; fewer dimensions are filled up with zeros.</param>
/// <param name="Explained">Share of the variance along each of them, 0 to 1, falling.</param>
/// <remarks>Principal component analysis (Pearson, 1901): eigenvectors of the covariance matrix.</remarks>
internal sealed record PrincipalComponents(IReadOnlyList<double[]> Coordinates, IReadOnlyList<double> Explained)
{
    // Up to here the covariance matrix is quick to take apart.
    private const int MostDimensions = 256;
    private const double Negligible = 1e-12;

    /// <summary>Projects points.</summary>
    /// <param name="points"><c>[points, dimensions]</c>, one point or more, all of as many finite numbers.</param>
    /// <param name="count">How many components, from 1.</param>
    public static PrincipalComponents Of(IReadOnlyList<double[]> points, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int dimensions = points[0].Length;
        double[] means = [.. Enumerable.Range(0, dimensions).Select(k => points.Average(p => p[k]))];
        double[][] centred = [.. points.Select(p => (double[])[.. p.Select((value, k) => value - means[k])])];
        int found = Math.Min(count, dimensions);
        if (found == 0)
        {
            return new PrincipalComponents([.. points.Select(_ => new double[count])], new double[count]);
        }

        // Of many more dimensions than points the scalar products of the points have the same eigenvalues, and are far fewer.
        bool isDual = dimensions > MostDimensions && dimensions > points.Count;
        int size = isDual ? points.Count : dimensions;
        found = Math.Min(found, size);
        Matrix<double> covariance = isDual
            ? Matrix<double>.Build.Dense(size, size, (i, k) => centred[i].Zip(centred[k], (a, b) => a * b).Sum() / points.Count)
            : Matrix<double>.Build.Dense(size, size, (i, k) => centred.Sum(p => p[i] * p[k]) / points.Count);
        Evd<double> eigen = covariance.Evd(Symmetricity.Symmetric);
        // In rising order; rounding makes zeros a little negative.
        double[] values = [.. eigen.EigenValues.Select(v => Math.Max(0, v.Real)).Reverse().Take(found)];
        double[][] vectors = [.. Enumerable.Range(0, found).Select(i => eigen.EigenVectors.Column(size - 1 - i).ToArray())];
        double[][] axes = [.. vectors.Select((vector, i) => !isDual ? Turned(vector)
            // Points lie in fewer dimensions than there are points; what is left has no direction.
            : values[i] > Negligible * values[0] ? Turned(AxisOf(vector, centred)) : new double[dimensions])];
        double all = Math.Max(double.Epsilon, Enumerable.Range(0, size).Sum(i => covariance[i, i]));
        return new PrincipalComponents(
            [.. centred.Select(p => (double[])[.. axes.Select(axis => axis.Zip(p, (a, b) => a * b).Sum()), .. new double[count - found]])],
            [.. values.Select(v => v / all), .. new double[count - found]]);
    }

    /// <summary>The axis of length 1 along a combination of points.</summary>
    private static double[] AxisOf(double[] shares, double[][] centred)
    {
        double[] axis = new double[centred[0].Length];
        for (int point = 0; point < shares.Length; point++)
        {
            for (int k = 0; k < axis.Length; k++)
            {
                axis[k] += shares[point] * centred[point][k];
            }
        }

        double length = Math.Sqrt(axis.Sum(part => part * part));
        return [.. axis.Select(part => part / length)];
    }

    /// <summary>Either direction of an axis is as good; the one in which its longest part is positive is taken, so that pictures repeat.</summary>
    private static double[] Turned(double[] axis)
    {
        double longest = axis.MaxBy(part => Math.Round(Math.Abs(part), 9));
        return longest < 0 ? [.. axis.Select(part => -part)] : axis;
    }
}
