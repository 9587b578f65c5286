using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Implements stochastic gradient descent with momentum.</summary>
/// <remarks>
/// Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning" (2013), in torch's formulation.
/// </remarks>
internal sealed class Sgd : VectorOptimizer
{
    private readonly Tensor[] _velocities;

    /// <inheritdoc/>
    public Sgd(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties = null)
        : base(parameters, options, penalties) => _velocities = options.Momentum > 0 ? Remember("velocity") : [];

    /// <inheritdoc/>
    protected override void Update(int index, Span<float> weights, ReadOnlySpan<float> gradient, double penalty, double decay, double learningRate)
    {
        (float added, float step) = ((float)(penalty + decay), (float)learningRate);
        if (_velocities.Length > 0)
        {
            Update(weights, gradient, FlatTensor.Values(_velocities[index]), added, step);
            return;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= step * (gradient[i] + (weights[i] * added));
        }
    }

    // The rest of a vector uses the same operations in the same order, so the result does not depend on the width of vectors.
    private void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity, float added, float step)
    {
        float momentum = (float)Options.Momentum;
        // Nesterov's step looks ahead by one more step of the velocity.
        (float ofGradient, float ofVelocity) = Options.Nesterov ? (1, momentum) : (0f, 1f);
        Span<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradient)[..weightVectors.Length];
        Span<Vector<float>> velocityVectors = MemoryMarshal.Cast<float, Vector<float>>(velocity)[..weightVectors.Length];
        for (int i = 0; i < weightVectors.Length; i++)
        {
            Vector<float> g = gradientVectors[i] + (weightVectors[i] * added);
            Vector<float> v = (velocityVectors[i] * momentum) + g;
            velocityVectors[i] = v;
            weightVectors[i] -= ((g * ofGradient) + (v * ofVelocity)) * step;
        }

        for (int i = weightVectors.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            float g = gradient[i] + (weights[i] * added);
            float v = (velocity[i] * momentum) + g;
            velocity[i] = v;
            weights[i] -= ((g * ofGradient) + (v * ofVelocity)) * step;
        }
    }
}
