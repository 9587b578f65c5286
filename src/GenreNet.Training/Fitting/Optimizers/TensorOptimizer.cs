using GenreNet.Training.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Updates parameters on any device, with the formulas of <see cref="Adam"/> and <see cref="Sgd"/> as operations of torch.</summary>
/// <remarks>
/// The start of an operation takes longer on a GPU than the arithmetic of a small parameter. All parameters are therefore updated together,
/// as one vector. The results are those of the vector code within rounding.
/// </remarks>
internal sealed class TensorOptimizer : Optimizer
{
    // First and second moments of Adam, or velocities of SGD, of all parameters in order.
    private readonly Tensor[] _memories;
    private readonly Tensor? _penalties;
    private readonly Tensor? _decays;
    private readonly long[] _starts;

    /// <inheritdoc/>
    public TensorOptimizer(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties = null)
        : base(parameters, options, penalties)
    {
        _starts = new long[Parameters.Count + 1];
        for (int i = 0; i < Parameters.Count; i++)
        {
            _starts[i + 1] = _starts[i] + Parameters[i].numel();
        }

        string[] names = options.Kind != OptimizerKind.Sgd ? ["first", "second"] : options.Momentum > 0 ? ["velocity"] : [];
        _memories = [.. names.Select(Remember)];
        _penalties = PerNumber([.. Enumerable.Range(0, Parameters.Count).Select(PenaltyOf)]);
        _decays = PerNumber([.. Enumerable.Range(0, Parameters.Count).Select(DecayOf)]);
    }

    /// <inheritdoc/>
    public override void Step(double learningRate)
    {
        StepCount++;
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        for (int start = 0; start < Parameters.Count;)
        {
            int end = start;
            while (end < Parameters.Count && Parameters[end].grad is not null)
            {
                end++;
            }

            if (end > start)
            {
                Step(start, end, learningRate);
            }

            // The parameter at the end has no gradient.
            start = end + 1;
        }
    }

    /// <inheritdoc/>
    public override double ClipGradients(double most)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor? squares = null;
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].grad is { } gradient)
            {
                using Scalar penalty = ((float)PenaltyOf(i)).ToScalar();
                gradient.add_(Parameters[i], penalty);
                Tensor sum = gradient.mul(gradient).sum();
                squares = squares is null ? sum : squares.Plus(sum);
            }
        }

        GradientsContainPenalties = true;
        double length = Math.Sqrt(squares?.item<float>() ?? 0);
        if (length > most)
        {
            using Scalar factor = ((float)(most / length)).ToScalar();
            foreach (Parameter parameter in Parameters)
            {
                parameter.grad?.mul_(factor);
            }
        }

        return length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor memory in _memories)
        {
            memory.Dispose();
        }

        _penalties?.Dispose();
        _decays?.Dispose();
        base.Dispose();
    }

    // Updates the parameters from start to before end, which all have a gradient.
    private void Step(int start, int end, double learningRate)
    {
        Parameter[] parameters = [.. Parameters.Skip(start).Take(end - start)];
        Tensor weights = cat([.. parameters.Select(parameter => parameter.reshape(-1))]);
        Tensor gradient = cat([.. parameters.Select(parameter => parameter.grad!.reshape(-1))]);
        (long from, long count) = (_starts[start], _starts[end] - _starts[start]);
        Tensor[] memories = [.. _memories.Select(memory => memory.narrow(0, from, count))];
        if (_penalties is not null && !GradientsContainPenalties)
        {
            gradient = gradient.addcmul(weights, _penalties.narrow(0, from, count), TensorSum.One);
        }

        if (_decays?.narrow(0, from, count) is { } decays)
        {
            using Scalar rate = (-(float)learningRate).ToScalar();
            (weights, gradient) = Options.Kind == OptimizerKind.AdamW
                ? (weights.addcmul(weights, decays, rate), gradient)
                : (weights, gradient.addcmul(weights, decays, TensorSum.One));
        }

        Tensor updated = Options.Kind == OptimizerKind.Sgd ? Sgd(weights, gradient, memories, learningRate) : Adam(weights, gradient, memories, learningRate);
        foreach ((int i, Parameter parameter) in parameters.Index())
        {
            parameter.copy_(updated.narrow(0, _starts[start + i] - from, parameter.numel()).reshape(parameter.shape));
        }
    }

    private Tensor Adam(Tensor weights, Tensor gradient, Tensor[] moments, double learningRate)
    {
        (Tensor first, Tensor second) = (moments[0], moments[1]);
        using Scalar firstDecay = ((float)Options.FirstDecay).ToScalar();
        using Scalar firstShare = ((float)(1 - Options.FirstDecay)).ToScalar();
        using Scalar secondDecay = ((float)Options.SecondDecay).ToScalar();
        using Scalar secondShare = ((float)(1 - Options.SecondDecay)).ToScalar();
        using Scalar root = ((float)Math.Sqrt(1 - Math.Pow(Options.SecondDecay, StepCount))).ToScalar();
        using Scalar epsilon = ((float)Options.Epsilon).ToScalar();
        using Scalar step = (-(float)(learningRate / (1 - Math.Pow(Options.FirstDecay, StepCount)))).ToScalar();
        first.mul_(firstDecay).add_(gradient, firstShare);
        second.mul_(secondDecay).addcmul_(gradient, gradient, secondShare);
        return weights.addcdiv(first, second.sqrt().div(root).add(epsilon, TensorSum.One), step);
    }

    private Tensor Sgd(Tensor weights, Tensor gradient, Tensor[] velocities, double learningRate)
    {
        using Scalar step = (-(float)learningRate).ToScalar();
        if (velocities.Length == 0)
        {
            return weights.add(gradient, step);
        }

        using Scalar momentum = ((float)Options.Momentum).ToScalar();
        Tensor velocity = velocities[0].mul_(momentum).add_(gradient, TensorSum.One);
        return weights.add(Options.Nesterov ? gradient.add(velocity, momentum) : velocity, step);
    }

    // Returns a vector of zeros, of which each parameter's part becomes part of the state.
    private Tensor Remember(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor memory = zeros(_starts[^1], device: Parameters.Count == 0 ? null : Parameters[0].device).DetachFromDisposeScope();
        AddState(name, Parameters.Select((parameter, i) =>
            memory.narrow(0, _starts[i], parameter.numel()).view(parameter.shape).DetachFromDisposeScope()));
        return memory;
    }

    // Returns the value of its parameter for each number; null if all values are zero.
    private Tensor? PerNumber(double[] values)
    {
        if (values.All(value => value == 0))
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor[] parts = [.. Parameters.Zip(values, (parameter, value) => full([parameter.numel()], (float)value, device: parameter.device))];
        return cat(parts).DetachFromDisposeScope();
    }
}
