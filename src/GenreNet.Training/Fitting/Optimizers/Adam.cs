using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Implements Adam: steps scaled by running means of the gradient and its square; and AdamW, which decouples the weight decay.
/// </summary>
/// <remarks>
/// Kingma and Ba, "Adam: A method for stochastic optimization" (2015), algorithm 1 with both bias corrections;
/// Loshchilov and Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
/// </remarks>
internal sealed class Adam : Optimizer
{
    private readonly Tensor[] _firstMoments;
    private readonly Tensor[] _secondMoments;

    /// <inheritdoc/>
    public Adam(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties = null)
        : base(parameters, options, penalties)
    {
        _firstMoments = Remember("first");
        _secondMoments = Remember("second");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (Tensor moment in (Tensor[])[.. _firstMoments, .. _secondMoments])
        {
            moment.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Update(int index, Span<float> weights, ReadOnlySpan<float> gradient, double penalty, double decay, double learningRate)
    {
        bool isDecoupled = Options.Kind == OptimizerKind.AdamW;
        var factors = new Factors(
            Added: (float)(penalty + (isDecoupled ? 0 : decay)),
            Kept: (float)(1 - (isDecoupled ? learningRate * decay : 0)),
            FirstDecay: (float)Options.FirstDecay,
            FirstShare: (float)(1 - Options.FirstDecay),
            SecondDecay: (float)Options.SecondDecay,
            SecondShare: (float)(1 - Options.SecondDecay),
            Root: (float)(1 / Math.Sqrt(1 - Math.Pow(Options.SecondDecay, StepCount))),
            Epsilon: (float)Options.Epsilon,
            Step: (float)(learningRate / (1 - Math.Pow(Options.FirstDecay, StepCount))));
        Update(weights, gradient, FlatTensor.Values(_firstMoments[index]), FlatTensor.Values(_secondMoments[index]), factors);
    }

    // The rest of a vector uses the same operations in the same order, so the result does not depend on the width of vectors.
    private static void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Factors f)
    {
        Span<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradient)[..weightVectors.Length];
        Span<Vector<float>> firstVectors = MemoryMarshal.Cast<float, Vector<float>>(first)[..weightVectors.Length];
        Span<Vector<float>> secondVectors = MemoryMarshal.Cast<float, Vector<float>>(second)[..weightVectors.Length];
        var epsilon = new Vector<float>(f.Epsilon);
        for (int i = 0; i < weightVectors.Length; i++)
        {
            Vector<float> g = gradientVectors[i] + (weightVectors[i] * f.Added);
            Vector<float> m = (firstVectors[i] * f.FirstDecay) + (g * f.FirstShare);
            Vector<float> v = (secondVectors[i] * f.SecondDecay) + (g * g * f.SecondShare);
            (firstVectors[i], secondVectors[i]) = (m, v);
            weightVectors[i] = (weightVectors[i] * f.Kept) - (m * f.Step / ((Vector.SquareRoot(v) * f.Root) + epsilon));
        }

        for (int i = weightVectors.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            float g = gradient[i] + (weights[i] * f.Added);
            float m = (first[i] * f.FirstDecay) + (g * f.FirstShare);
            float v = (second[i] * f.SecondDecay) + (g * g * f.SecondShare);
            (first[i], second[i]) = (m, v);
            weights[i] = (weights[i] * f.Kept) - (m * f.Step / ((MathF.Sqrt(v) * f.Root) + f.Epsilon));
        }
    }

    private readonly record struct Factors(
        float Added, float Kept, float FirstDecay, float FirstShare, float SecondDecay, float SecondShare, float Root, float Epsilon, float Step);
}
