using GenreNet.Training.Torch;
using TorchSharp;
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
    private readonly Scalar _firstDecay;
    private readonly Scalar _firstShare;
    private readonly Scalar _secondDecay;
    private readonly Scalar _secondShare;
    private readonly Scalar _epsilon;
    private readonly Scalar _weightDecay;

    /// <inheritdoc/>
    public Adam(IEnumerable<Parameter> parameters, OptimizerOptions options)
        : base(parameters, options)
    {
        _firstMoments = Remember("first");
        _secondMoments = Remember("second");
        _firstDecay = options.FirstDecay.ToScalar();
        _firstShare = (1 - options.FirstDecay).ToScalar();
        _secondDecay = options.SecondDecay.ToScalar();
        _secondShare = (1 - options.SecondDecay).ToScalar();
        _epsilon = options.Epsilon.ToScalar();
        _weightDecay = options.WeightDecay.ToScalar();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (Scalar scalar in (Scalar[])[_firstDecay, _firstShare, _secondDecay, _secondShare, _epsilon, _weightDecay])
        {
            scalar.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Step(double learningRate, long step)
    {
        double firstCorrection = 1 - Math.Pow(Options.FirstDecay, step);
        double secondCorrection = 1 - Math.Pow(Options.SecondDecay, step);
        using Scalar stepSize = (-learningRate / firstCorrection).ToScalar();
        using Scalar rootCorrection = Math.Sqrt(secondCorrection).ToScalar();
        using Scalar kept = (1 - (learningRate * Options.WeightDecay)).ToScalar();
        ForEachGradient((i, parameter, gradient) =>
        {
            if (Decays(parameter))
            {
                if (Options.Kind == OptimizerKind.AdamW)
                {
                    parameter.mul_(kept);
                }
                else
                {
                    gradient = gradient.add(parameter, _weightDecay);
                }
            }

            (Tensor first, Tensor second) = (_firstMoments[i], _secondMoments[i]);
            first.mul_(_firstDecay).add_(gradient, _firstShare);
            second.mul_(_secondDecay).addcmul_(gradient, gradient, _secondShare);
            Tensor denominator = second.sqrt().div_(rootCorrection).add_(_epsilon, TensorSum.One);
            parameter.addcdiv_(first, denominator, stepSize);
        });
    }
}
