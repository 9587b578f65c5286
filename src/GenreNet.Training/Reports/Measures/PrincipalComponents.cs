using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace GenreNet.Training.Reports;

/// <summary>Represents a projection of points onto their principal components.</summary>
/// <param name="Coordinates">The coordinates of each point along the requested components; padded with zeros if there are fewer
/// dimensions.</param>
/// <param name="Explained">Share of the variance explained by each component, 0 to 1, in descending order.</param>
/// <remarks>Principal component analysis (Pearson, 1901): eigenvectors of the covariance matrix.</remarks>
internal sealed record PrincipalComponents(IReadOnlyList<double[]> Coordinates, IReadOnlyList<double> Explained)
{
    // Up to this size the eigenvectors of the covariance matrix are fast to compute.
    private const int MostDimensions = 256;
    private const double Negligible = 1e-12;

    /// <summary>Projects points.</summary>
    /// <param name="points">The points, <c>[points, dimensions]</c>: at least one, with the same number of finite values each.</param>
    /// <param name="count">Number of components, at least 1.</param>
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

        // With many more dimensions than points, the Gram matrix of the points has the same nonzero eigenvalues and is much smaller.
        bool isDual = dimensions > MostDimensions && dimensions > points.Count;
        int size = isDual ? points.Count : dimensions;
        found = Math.Min(found, size);
        Matrix<double> covariance = isDual
            ? Matrix<double>.Build.Dense(size, size, (i, k) => centred[i].Zip(centred[k], (a, b) => a * b).Sum() / points.Count)
            : Matrix<double>.Build.Dense(size, size, (i, k) => centred.Sum(p => p[i] * p[k]) / points.Count);
        Evd<double> eigen = covariance.Evd(Symmetricity.Symmetric);
        // Eigenvalues are in ascending order; rounding makes zeros slightly negative.
        double[] values = [.. eigen.EigenValues.Select(v => Math.Max(0, v.Real)).Reverse().Take(found)];
        double[][] vectors = [.. Enumerable.Range(0, found).Select(i => eigen.EigenVectors.Column(size - 1 - i).ToArray())];
        double[][] axes = [.. vectors.Select((vector, i) => !isDual ? Turned(vector)
            // Points span fewer dimensions than there are points; the remaining components have no direction.
            : values[i] > Negligible * values[0] ? Turned(AxisOf(vector, centred)) : new double[dimensions])];
        double all = Math.Max(double.Epsilon, Enumerable.Range(0, size).Sum(i => covariance[i, i]));
        return new PrincipalComponents(
            [.. centred.Select(p => (double[])[.. axes.Select(axis => axis.Zip(p, (a, b) => a * b).Sum()), .. new double[count - found]])],
            [.. values.Select(v => v / all), .. new double[count - found]]);
    }

    /// <summary>Computes the unit vector along a combination of points.</summary>
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

    /// <summary>
    /// Normalises the sign of an axis, which is arbitrary: its largest component is made positive, so that pictures are reproducible.
    /// </summary>
    private static double[] Turned(double[] axis)
    {
        double longest = axis.MaxBy(part => Math.Round(Math.Abs(part), 9));
        return longest < 0 ? [.. axis.Select(part => -part)] : axis;
    }
}
