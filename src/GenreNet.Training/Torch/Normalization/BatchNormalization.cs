using System.Buffers;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Represents an input of <see cref="BatchNormalization"/>.</summary>
/// <param name="Values">The input.</param>
/// <param name="Norm">Weights and running statistics; null if the input is added as it is.</param>
internal sealed record NormalizedInput(Tensor Values, NormWeights? Norm);

/// <summary>Represents the weights, statistics and settings of a batch normalisation.</summary>
/// <param name="Weight">The factor per channel.</param>
/// <param name="Bias">The summand per channel.</param>
/// <param name="Mean">The running mean per channel, which a forward pass updates.</param>
/// <param name="Variance">The running variance per channel, which a forward pass updates.</param>
/// <param name="Momentum">The share of the batch in the running statistics.</param>
/// <param name="Epsilon">The value added to the variance.</param>
internal sealed record NormWeights(Tensor Weight, Tensor Bias, Tensor Mean, Tensor Variance, double Momentum, double Epsilon);

/// <summary>
/// Normalises one or two inputs over the batch, adds them, and optionally takes the larger of the sum and zero, in two passes over memory
/// forwards and two backwards.
/// </summary>
/// <remarks>
/// Operations of torch make a pass for each of mean, variance, normalisation, sum and rectifier, and again for their gradients. Only the
/// inputs are kept for the gradient. All sums are added in an order that does not depend on the number of threads. Ioffe and Szegedy,
/// "Batch normalization" (2015).
/// </remarks>
internal sealed unsafe class BatchNormalization : autograd.SingleTensorFunction<BatchNormalization>
{
    private const string Plan = "plan";

    // The gradients that the previous node returned: torch has its own references now, and frees their memory for the next ones.
    [ThreadStatic]
    private static List<Tensor?>? _returned;

    public override string Name => nameof(BatchNormalization);

    /// <summary>
    /// Returns whether inputs are in the memory of the processor, in rows of equal shape of which at least one is normalised, and all threads
    /// can be used.
    /// </summary>
    /// <param name="inputs">The inputs.</param>
    public static bool Supports(params ReadOnlySpan<NormalizedInput> inputs)
    {
        bool isNormalized = false;
        foreach (NormalizedInput input in inputs)
        {
            isNormalized |= input.Norm is not null;
            if (!ChannelRows.Are(input.Values) || !input.Values.shape.AsSpan().SequenceEqual(inputs[0].Values.shape))
            {
                return false;
            }
        }

        return isNormalized && inputs.Length <= 2 && inputs[0].Values.numel() > inputs[0].Values.shape[1]
            && (TorchThreads.AreAvailable || get_num_threads() == 1);
    }

    /// <summary>Normalises inputs over the batch and updates the running statistics.</summary>
    /// <param name="isRectified">Whether sums below zero become zero.</param>
    /// <param name="inputs">One or two inputs, which <see cref="Supports"/> accepts.</param>
    public static Tensor Of(bool isRectified, params ReadOnlySpan<NormalizedInput> inputs)
    {
        var arguments = new List<object> { new Normalized(isRectified, [.. inputs]) };
        foreach (NormalizedInput input in inputs)
        {
            arguments.AddRange(input.Norm is { } norm ? [input.Values, norm.Weight, norm.Bias] : [input.Values]);
        }

        return apply([.. arguments]);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var plan = (Normalized)vars[0];
        Tensor[] values = [.. plan.Inputs.Select(input => input.Values)];
        ChannelRows[] inputs = Array.ConvertAll(values, ChannelRows.Of);
        ChannelStatistics[] statistics = [.. plan.Inputs.Zip(inputs, (input, rows) => ChannelStatistics.Of(rows, input.Norm))];
        ctx.save_data(Plan, new Saved(plan.IsRectified, [.. plan.Inputs.Select(input => input.Norm is not null)], statistics));
        ctx.save_for_backward([.. values]);
        Tensor output = empty_like(values[0]);
        var results = ChannelRows.Of(output);
        TorchThreads.ForEach(results.Pieces, results.Size, piece => Compute(inputs, statistics, plan.IsRectified, piece, results.At(piece)));
        GC.KeepAlive(values);
        GC.KeepAlive(output);
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        _returned?.ForEach(tensor => tensor?.Dispose());
        Tensor[] values = [.. ctx.get_saved_variables()];
        var saved = (Saved)ctx.get_data(Plan);
        Tensor gradient = ChannelRows.Are(grad_output) ? grad_output : empty_like(values[0]).copy_(grad_output);
        ChannelRows[] inputs = Array.ConvertAll(values, ChannelRows.Of);
        Tensor[] results = Array.ConvertAll(values, value => empty_like(value));
        NormGradient[] gradients = Differentiate(saved, inputs, ChannelRows.Of(gradient), Array.ConvertAll(results, ChannelRows.Of));
        _returned = [null];
        for (int i = 0; i < values.Length; i++)
        {
            _returned.Add(results[i]);
            if (saved.IsNormalized[i])
            {
                _returned.AddRange(tensor(gradients[i].OfWeight), tensor(gradients[i].OfBias));
            }

            values[i].Dispose();
        }

        gradient.Dispose();
        grad_output.Dispose();
        return _returned!;
    }

    // The result for a piece of the rows.
    private static void Compute(ChannelRows[] inputs, ChannelStatistics[] statistics, bool isRectified, int piece, float* result)
    {
        float least = isRectified ? 0 : float.NegativeInfinity;
        (ChannelRows first, int rows, int channels) = (inputs[0], inputs[0].RowsOf(piece), inputs[0].Channels);
        fixed (float* scale = statistics[0].Scale, offset = statistics[0].Offset)
        {
            if (inputs.Length == 1)
            {
                ChannelKernels.Scale(first.At(piece), rows, channels, scale, offset, least, result);
                return;
            }

            fixed (float* secondScale = statistics[1].Scale, secondOffset = statistics[1].Offset)
            {
                ChannelKernels.ScaleBoth(first.At(piece), inputs[1].At(piece), rows, channels, scale, offset, secondScale, secondOffset, least, result);
            }
        }
    }

    private static NormGradient[] Differentiate(Saved saved, ChannelRows[] inputs, ChannelRows gradient, ChannelRows[] results)
    {
        (int pieces, int channels) = (gradient.Pieces, gradient.Channels);
        int size = pieces * 2 * channels;
        float[] sums = ArrayPool<float>.Shared.Rent(inputs.Length * size);
        TorchThreads.ForEach(pieces, gradient.Size, piece =>
        {
            float* passed = VectorMemory.OfThread(ChannelRows.ValuesPerPiece).Values;
            float* ofSum = OfSum(saved, inputs, gradient, piece, passed);
            for (int i = 0; i < inputs.Length; i++)
            {
                fixed (float* means = saved.Statistics[i].Mean, sum = &sums[(i * size) + (piece * 2 * channels)])
                {
                    ChannelKernels.Products(ofSum, inputs[i].At(piece), gradient.RowsOf(piece), channels, means, sum, sum + channels);
                }
            }
        });
        NormGradient[] gradients = [.. inputs.Select((input, i) => NormGradient.Of(saved.Statistics[i], saved.IsNormalized[i], input, sums.AsSpan(i * size, size)))];
        ArrayPool<float>.Shared.Return(sums);
        TorchThreads.ForEach(pieces, gradient.Size, piece =>
        {
            float* passed = VectorMemory.OfThread(ChannelRows.ValuesPerPiece).Values;
            float* ofSum = OfSum(saved, inputs, gradient, piece, passed);
            for (int i = 0; i < inputs.Length; i++)
            {
                fixed (float* byGradient = gradients[i].ByGradient, byInput = gradients[i].ByInput, constant = gradients[i].Constant)
                {
                    ChannelKernels.Combine(ofSum, inputs[i].At(piece), gradient.RowsOf(piece), channels, byGradient, byInput, constant, results[i].At(piece));
                }
            }
        });
        return gradients;
    }

    // The gradient of the sum before the rectifier, for a piece of the rows.
    private static float* OfSum(Saved saved, ChannelRows[] inputs, ChannelRows gradient, int piece, float* passed)
    {
        if (!saved.IsRectified)
        {
            return gradient.At(piece);
        }

        Compute(inputs, saved.Statistics, isRectified: false, piece, passed);
        ChannelKernels.Rectify(gradient.At(piece), passed, gradient.RowsOf(piece) * gradient.Channels);
        return passed;
    }

    private sealed record Normalized(bool IsRectified, NormalizedInput[] Inputs);

    private sealed record Saved(bool IsRectified, bool[] IsNormalized, ChannelStatistics[] Statistics);
}
