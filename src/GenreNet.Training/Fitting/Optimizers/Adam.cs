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
internal sealed class Adam : VectorOptimizer
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
            Root: (float)Math.Sqrt(1 - Math.Pow(Options.SecondDecay, StepCount)),
            Epsilon: (float)Options.Epsilon,
            Step: (float)(learningRate / (1 - Math.Pow(Options.FirstDecay, StepCount))));
        Update(weights, gradient, FlatTensor.Values(_firstMoments[index]), FlatTensor.Values(_secondMoments[index]), factors);
    }

    // The operations of torch in their order. The rest of a vector uses the same ones, so the result does not depend on its width.
    private static void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Factors f)
    {
        Span<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradient)[..weightVectors.Length];
        Span<Vector<float>> firstVectors = MemoryMarshal.Cast<float, Vector<float>>(first)[..weightVectors.Length];
        Span<Vector<float>> secondVectors = MemoryMarshal.Cast<float, Vector<float>>(second)[..weightVectors.Length];
        (Vector<float> added, Vector<float> firstShare) = (new(f.Added), new(f.FirstShare));
        (Vector<float> epsilon, Vector<float> root) = (new(f.Epsilon), new(f.Root));
        for (int i = 0; i < weightVectors.Length; i++)
        {
            Vector<float> g = Vector.MultiplyAddEstimate(weightVectors[i], added, gradientVectors[i]);
            Vector<float> m = Vector.MultiplyAddEstimate(g, firstShare, firstVectors[i] * f.FirstDecay);
            Vector<float> v = Vector.MultiplyAddEstimate(g * f.SecondShare, g, secondVectors[i] * f.SecondDecay);
            (firstVectors[i], secondVectors[i]) = (m, v);
            weightVectors[i] = (weightVectors[i] * f.Kept) - (m * f.Step / ((Vector.SquareRoot(v) / root) + epsilon));
        }

        for (int i = weightVectors.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            float g = float.MultiplyAddEstimate(weights[i], f.Added, gradient[i]);
            float m = float.MultiplyAddEstimate(g, f.FirstShare, first[i] * f.FirstDecay);
            float v = float.MultiplyAddEstimate(g * f.SecondShare, g, second[i] * f.SecondDecay);
            (first[i], second[i]) = (m, v);
            weights[i] = (weights[i] * f.Kept) - (m * f.Step / ((MathF.Sqrt(v) / f.Root) + f.Epsilon));
        }
    }

    private readonly record struct Factors(
        float Added, float Kept, float FirstDecay, float FirstShare, float SecondDecay, float SecondShare, float Root, float Epsilon, float Step);
}
