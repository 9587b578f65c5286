using GenreNet.Training.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Adam: steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>
/// Kingma and Ba, "Adam: A method for stochastic optimization" (2015), algorithm 1 with both bias corrections; the numbers are those of torch.
/// Written out here because TorchSharp's turns each factor into a <see cref="Scalar"/> that nothing refers to any more while the native code reads it:
/// a garbage collection at that moment frees it. Here every scalar is held until the call is over.
/// </remarks>
internal sealed class Adam : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _firstMoments;
    private readonly Tensor[] _secondMoments;
    private readonly AdamOptions _options;
    private readonly Scalar _firstDecay;
    private readonly Scalar _firstShare;
    private readonly Scalar _secondDecay;
    private readonly Scalar _secondShare;
    private readonly Scalar _epsilon;
    private long _step;

    /// <summary>Prepares steps for parameters.</summary>
    /// <param name="parameters">The parameters; they stay the caller's.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adam(IEnumerable<Parameter> parameters, AdamOptions options)
    {
        options.Validate();
        _options = options;
        _parameters = [.. parameters];
        _firstMoments = [.. _parameters.Select(ZerosLike)];
        _secondMoments = [.. _parameters.Select(ZerosLike)];
        _firstDecay = options.FirstDecay.ToScalar();
        _firstShare = (1 - options.FirstDecay).ToScalar();
        _secondDecay = options.SecondDecay.ToScalar();
        _secondShare = (1 - options.SecondDecay).ToScalar();
        _epsilon = options.Epsilon.ToScalar();
    }

    /// <summary>Forgets the gradients, so that the next ones are not added to them.</summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in _parameters)
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    /// <summary>Changes the parameters in place by one step; those without a gradient stay.</summary>
    public void Step()
    {
        _step++;
        double firstCorrection = 1 - Math.Pow(_options.FirstDecay, _step);
        double secondCorrection = 1 - Math.Pow(_options.SecondDecay, _step);
        using IDisposable noGradient = no_grad();
        using Scalar stepSize = (-_options.LearningRate / firstCorrection).ToScalar();
        using Scalar rootCorrection = Math.Sqrt(secondCorrection).ToScalar();
        for (int i = 0; i < _parameters.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            if (_parameters[i].grad is not { } gradient)
            {
                continue;
            }

            (Tensor first, Tensor second) = (_firstMoments[i], _secondMoments[i]);
            first.mul_(_firstDecay).add_(gradient, _firstShare);
            second.mul_(_secondDecay).addcmul_(gradient, gradient, _secondShare);
            Tensor denominator = second.sqrt().div_(rootCorrection).add_(_epsilon, TensorSum.One);
            _parameters[i].addcdiv_(first, denominator, stepSize);
        }

        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        foreach (IDisposable owned in (IEnumerable<IDisposable>)[.. _firstMoments, .. _secondMoments, _firstDecay, _firstShare, _secondDecay, _secondShare, _epsilon])
        {
            owned.Dispose();
        }
    }

    // No scope that happens to be open may take the moments with it.
    private static Tensor ZerosLike(Parameter parameter) => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
}
