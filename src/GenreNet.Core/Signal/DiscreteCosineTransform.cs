using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes the first coefficients of the orthonormal type II discrete cosine transform.</summary>
/// <remarks>
/// y[k] = s(k) sum over n of x[n] cos(pi k (2n + 1) / 2N), s(0) = sqrt(1/N), s(k) = sqrt(2/N);
/// equivalent to scipy.fftpack.dct(type=2, norm="ortho"). Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var transform = new DiscreteCosineTransform(inputCount: 128, outputCount: 13);
/// float[] decibels = new float[128];      // mel bands of a frame
/// float[] coefficients = new float[13];   // its MFCCs
/// transform.Apply(decibels, coefficients);
/// </code>
/// </example>
/// <seealso cref="MelFilterBank"/>
public sealed class DiscreteCosineTransform
{
    private readonly float[] _weights;

    /// <summary>Initializes a transform and computes its table.</summary>
    /// <param name="inputCount">Number of inputs, one or more.</param>
    /// <param name="outputCount">Number of coefficients, from 1 to <paramref name="inputCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    [MethodImpl(HotLoop.Options)]
    public DiscreteCosineTransform(int inputCount, int outputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputCount, inputCount);
        InputCount = inputCount;
        OutputCount = outputCount;
        _weights = new float[outputCount * inputCount];
        for (int k = 0; k < outputCount; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / inputCount);
            for (int n = 0; n < inputCount; n++)
            {
                _weights[(k * inputCount) + n] = (float)(scale * Math.Cos(Math.PI * k * ((2 * n) + 1) / (2.0 * inputCount)));
            }
        }
    }

    /// <summary>Gets the number of inputs.</summary>
    public int InputCount { get; }

    /// <summary>Gets the number of coefficients.</summary>
    public int OutputCount { get; }

    /// <summary>Gets the weights of one coefficient, one per input.</summary>
    /// <param name="coefficient">Zero-based coefficient index.</param>
    public ReadOnlySpan<float> Weights(int coefficient) => _weights.AsSpan(coefficient * InputCount, InputCount);

    /// <summary>Transforms one vector.</summary>
    /// <param name="input">Input values, exactly <see cref="InputCount"/>.</param>
    /// <param name="output">Receives exactly <see cref="OutputCount"/> coefficients; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length != InputCount || output.Length != OutputCount)
        {
            throw new ArgumentException($"The transform has {InputCount} inputs and {OutputCount} outputs, but the spans have lengths {input.Length} and {output.Length}.");
        }

        for (int k = 0; k < output.Length; k++)
        {
            ReadOnlySpan<float> weights = Weights(k);
            // Double precision: the inputs are decibels near -100, and their sum would lose digits that the small coefficients need.
            double sum = 0;
            for (int n = 0; n < weights.Length; n++)
            {
                sum += weights[n] * input[n];
            }

            output[k] = (float)sum;
        }
    }

    /// <summary>Transforms several vectors at once, one per SIMD lane.</summary>
    /// <param name="input">Input, <see cref="InputCount"/> vectors; overwritten.</param>
    /// <param name="output">Receives <see cref="OutputCount"/> vectors; must not overlap the input.</param>
    /// <remarks>
    /// The cosine is even or odd about the middle, so every other coefficient needs only sums or only differences of mirrored inputs. This
    /// halves the work, and differences of decibels near -100 keep their digits in single precision.
    /// </remarks>
    [MethodImpl(HotLoop.Options)]
    internal unsafe void ApplyLanes(float* input, float* output)
    {
        int lanes = Vector<float>.Count;
        int half = InputCount / 2;
        for (int n = 0; n < half; n++)
        {
            float* left = input + ((nint)n * lanes);
            float* right = input + ((nint)(InputCount - 1 - n) * lanes);
            (Vector<float> here, Vector<float> there) = (Vector.Load(left), Vector.Load(right));
            (here + there).Store(left);
            (here - there).Store(right);
        }

        fixed (float* table = _weights)
        {
            for (int k = 0; k < OutputCount; k++)
            {
                float* weights = table + ((nint)k * InputCount);
                bool isEven = k % 2 == 0;
                Vector<float> sum = isEven ? Sum(weights, input, lanes, half) : Sum(weights, input + ((nint)(InputCount - 1) * lanes), -lanes, half);
                if (InputCount % 2 == 1)
                {
                    sum += Vector.Load(input + ((nint)half * lanes)) * weights[half];
                }

                sum.Store(output + ((nint)k * lanes));
            }
        }
    }

    /// <summary>Computes a weighted sum as four partial sums: shorter sums round less, and they do not depend on each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector<float> Sum(float* weights, float* input, nint step, int count)
    {
        Vector<float> sum0 = Vector<float>.Zero;
        Vector<float> sum1 = Vector<float>.Zero;
        Vector<float> sum2 = Vector<float>.Zero;
        Vector<float> sum3 = Vector<float>.Zero;
        int n = 0;
        for (; n + 4 <= count; n += 4)
        {
            sum0 = VectorSum.MultiplyAdd(new Vector<float>(weights[n]), Vector.Load(input), sum0);
            sum1 = VectorSum.MultiplyAdd(new Vector<float>(weights[n + 1]), Vector.Load(input + step), sum1);
            sum2 = VectorSum.MultiplyAdd(new Vector<float>(weights[n + 2]), Vector.Load(input + (2 * step)), sum2);
            sum3 = VectorSum.MultiplyAdd(new Vector<float>(weights[n + 3]), Vector.Load(input + (3 * step)), sum3);
            input += 4 * step;
        }

        for (; n < count; n++)
        {
            sum0 += weights[n] * Vector.Load(input);
            input += step;
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }
}
