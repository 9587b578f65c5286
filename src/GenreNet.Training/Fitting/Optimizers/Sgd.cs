using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Implements stochastic gradient descent with momentum.</summary>
/// <remarks>
/// Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning" (2013), in torch's formulation.
/// </remarks>
internal sealed class Sgd : Optimizer
{
    private readonly Tensor[] _velocities;
    private readonly Scalar _momentum;
    private readonly Scalar _weightDecay;

    /// <inheritdoc/>
    public Sgd(IEnumerable<Parameter> parameters, OptimizerOptions options)
        : base(parameters, options)
    {
        _velocities = options.Momentum > 0 ? Remember("velocity") : [];
        _momentum = options.Momentum.ToScalar();
        _weightDecay = options.WeightDecay.ToScalar();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _momentum.Dispose();
        _weightDecay.Dispose();
    }

    /// <inheritdoc/>
    protected override void Step(double learningRate, long step)
    {
        using Scalar stepSize = (-learningRate).ToScalar();
        ForEachGradient((i, parameter, gradient) =>
        {
            if (Decays(parameter))
            {
                gradient = gradient.add(parameter, _weightDecay);
            }

            if (_velocities.Length > 0)
            {
                Tensor velocity = _velocities[i];
                velocity.mul_(_momentum).add_(gradient, Torch.TensorSum.One);
                gradient = Options.Nesterov ? gradient.add(velocity, _momentum) : velocity;
            }

            parameter.add_(gradient, stepSize);
        });
    }
}
