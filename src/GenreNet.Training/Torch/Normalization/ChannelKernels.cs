using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Torch;

/// <summary>Vector code over rows of channels, all of which have the same number of channels.</summary>
/// <remarks>
/// The rest of a row uses the same operations as its vectors. Sums are those of a few hundred rows, which the caller adds in double
/// precision.
/// </remarks>
internal static unsafe class ChannelKernels
{
    /// <summary>Computes the mean of each channel and the sum of the squared differences from it.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="means">Receives the means.</param>
    /// <param name="squares">Receives the sums.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Moments(float* x, int rows, int channels, float* means, float* squares)
    {
        float share = 1f / rows;
        int channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
        {
            // Four sums, because each addition has to wait for the previous one of its sum.
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            float* at = x + channel;
            int row = 0;
            for (; row <= rows - 4; row += 4, at += 4 * channels)
            {
                s0 += Vector.Load(at);
                s1 += Vector.Load(at + channels);
                s2 += Vector.Load(at + (2 * channels));
                s3 += Vector.Load(at + (3 * channels));
            }

            for (; row < rows; row++, at += channels)
            {
                s0 += Vector.Load(at);
            }

            Vector<float> mean = (s0 + s1 + (s2 + s3)) * share;
            (s0, s1, s2, s3) = (default, default, default, default);
            at = x + channel;
            for (row = 0; row <= rows - 4; row += 4, at += 4 * channels)
            {
                Vector<float> d0 = Vector.Load(at) - mean;
                Vector<float> d1 = Vector.Load(at + channels) - mean;
                Vector<float> d2 = Vector.Load(at + (2 * channels)) - mean;
                Vector<float> d3 = Vector.Load(at + (3 * channels)) - mean;
                s0 = Vector.MultiplyAddEstimate(d0, d0, s0);
                s1 = Vector.MultiplyAddEstimate(d1, d1, s1);
                s2 = Vector.MultiplyAddEstimate(d2, d2, s2);
                s3 = Vector.MultiplyAddEstimate(d3, d3, s3);
            }

            for (; row < rows; row++, at += channels)
            {
                Vector<float> d = Vector.Load(at) - mean;
                s0 = Vector.MultiplyAddEstimate(d, d, s0);
            }

            mean.Store(means + channel);
            (s0 + s1 + (s2 + s3)).Store(squares + channel);
        }

        for (; channel < channels; channel++)
        {
            float sum = 0;
            for (int row = 0; row < rows; row++)
            {
                sum += x[(row * channels) + channel];
            }

            float mean = sum * share;
            sum = 0;
            for (int row = 0; row < rows; row++)
            {
                float d = x[(row * channels) + channel] - mean;
                sum = float.MultiplyAddEstimate(d, d, sum);
            }

            (means[channel], squares[channel]) = (mean, sum);
        }
    }

    /// <summary>Computes <c>max(x scale + offset, least)</c>.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="scale">The factor per channel.</param>
    /// <param name="offset">The summand per channel.</param>
    /// <param name="least">The smallest result; negative infinity for any.</param>
    /// <param name="y">Receives the results.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Scale(float* x, int rows, int channels, float* scale, float* offset, float least, float* y)
    {
        Vector<float> floor = new(least);
        for (int row = 0; row < rows; row++, x += channels, y += channels)
        {
            int channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            {
                Vector<float> value = Vector.MultiplyAddEstimate(Vector.Load(x + channel), Vector.Load(scale + channel), Vector.Load(offset + channel));
                AtLeast(value, floor).Store(y + channel);
            }

            for (; channel < channels; channel++)
            {
                y[channel] = AtLeast(float.MultiplyAddEstimate(x[channel], scale[channel], offset[channel]), least);
            }
        }
    }

    /// <summary>Computes <c>max(x₁ scale₁ + offset₁ + x₂ scale₂ + offset₂, least)</c>.</summary>
    /// <param name="first">The rows of the first summand.</param>
    /// <param name="second">The rows of the second summand.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="scale1">The factor per channel of the first summand.</param>
    /// <param name="offset1">The summand per channel of the first summand.</param>
    /// <param name="scale2">The factor per channel of the second summand.</param>
    /// <param name="offset2">The summand per channel of the second summand.</param>
    /// <param name="least">The smallest result; negative infinity for any.</param>
    /// <param name="y">Receives the results.</param>
    [MethodImpl(HotLoop.Options)]
    public static void ScaleBoth(
        float* first, float* second, int rows, int channels, float* scale1, float* offset1, float* scale2, float* offset2, float least, float* y)
    {
        Vector<float> floor = new(least);
        for (int row = 0; row < rows; row++, first += channels, second += channels, y += channels)
        {
            int channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            {
                Vector<float> value = Vector.MultiplyAddEstimate(Vector.Load(first + channel), Vector.Load(scale1 + channel), Vector.Load(offset1 + channel))
                    + Vector.MultiplyAddEstimate(Vector.Load(second + channel), Vector.Load(scale2 + channel), Vector.Load(offset2 + channel));
                AtLeast(value, floor).Store(y + channel);
            }

            for (; channel < channels; channel++)
            {
                y[channel] = AtLeast(
                    float.MultiplyAddEstimate(first[channel], scale1[channel], offset1[channel]) + float.MultiplyAddEstimate(second[channel], scale2[channel], offset2[channel]),
                    least);
            }
        }
    }

    /// <summary>Passes a gradient on where a rectified result is above zero.</summary>
    /// <param name="gradient">The gradient of the result.</param>
    /// <param name="y">The result; receives the gradient of its input.</param>
    /// <param name="count">The number of values.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Rectify(float* gradient, float* y, int count)
    {
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> isZero = Vector.LessThanOrEqual(Vector.Load(y + i), Vector<float>.Zero).As<int, float>();
            Vector.AndNot(Vector.Load(gradient + i), isZero).Store(y + i);
        }

        for (; i < count; i++)
        {
            y[i] = y[i] <= 0 ? 0 : gradient[i];
        }
    }

    /// <summary>Computes the sum of the gradient of each channel, and of its product with the distance of the input from the mean.</summary>
    /// <param name="gradient">The rows of the gradient.</param>
    /// <param name="x">The rows of the input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="means">The mean per channel.</param>
    /// <param name="sums">Receives the sums of the gradient.</param>
    /// <param name="products">Receives the sums of the products.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Products(float* gradient, float* x, int rows, int channels, float* means, float* sums, float* products)
    {
        int channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
        {
            Vector<float> mean = Vector.Load(means + channel);
            Vector<float> s0 = default, s1 = default, p0 = default, p1 = default;
            float* g = gradient + channel;
            float* at = x + channel;
            int row = 0;
            for (; row <= rows - 2; row += 2, g += 2 * channels, at += 2 * channels)
            {
                (Vector<float> g0, Vector<float> g1) = (Vector.Load(g), Vector.Load(g + channels));
                s0 += g0;
                s1 += g1;
                p0 = Vector.MultiplyAddEstimate(g0, Vector.Load(at) - mean, p0);
                p1 = Vector.MultiplyAddEstimate(g1, Vector.Load(at + channels) - mean, p1);
            }

            if (row < rows)
            {
                s0 += Vector.Load(g);
                p0 = Vector.MultiplyAddEstimate(Vector.Load(g), Vector.Load(at) - mean, p0);
            }

            (s0 + s1).Store(sums + channel);
            (p0 + p1).Store(products + channel);
        }

        for (; channel < channels; channel++)
        {
            (float sum, float product) = (0, 0);
            for (int i = channel; i < rows * channels; i += channels)
            {
                sum += gradient[i];
                product = float.MultiplyAddEstimate(gradient[i], x[i] - means[channel], product);
            }

            (sums[channel], products[channel]) = (sum, product);
        }
    }

    /// <summary>Computes <c>gradient ofGradient + x ofInput + offset</c>.</summary>
    /// <param name="gradient">The rows of the gradient.</param>
    /// <param name="x">The rows of the input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="ofGradient">The factor per channel of the gradient.</param>
    /// <param name="ofInput">The factor per channel of the input.</param>
    /// <param name="offset">The summand per channel.</param>
    /// <param name="result">Receives the results.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Combine(float* gradient, float* x, int rows, int channels, float* ofGradient, float* ofInput, float* offset, float* result)
    {
        for (int row = 0; row < rows; row++, gradient += channels, x += channels, result += channels)
        {
            int channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            {
                Vector<float> ofX = Vector.MultiplyAddEstimate(Vector.Load(x + channel), Vector.Load(ofInput + channel), Vector.Load(offset + channel));
                Vector.MultiplyAddEstimate(Vector.Load(gradient + channel), Vector.Load(ofGradient + channel), ofX).Store(result + channel);
            }

            for (; channel < channels; channel++)
            {
                float ofX = float.MultiplyAddEstimate(x[channel], ofInput[channel], offset[channel]);
                result[channel] = float.MultiplyAddEstimate(gradient[channel], ofGradient[channel], ofX);
            }
        }
    }

    // Values that are not numbers stay, so that a fit that diverges is noticed.
    private static Vector<float> AtLeast(Vector<float> value, Vector<float> floor) =>
        Vector.ConditionalSelect(Vector.LessThan(value, floor).As<int, float>(), floor, value);

    private static float AtLeast(float value, float floor) => value < floor ? floor : value;
}
