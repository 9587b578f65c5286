using GenreNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements a recurrent layer in operations of tensors, one step after the other, for other devices than the CPU.</summary>
/// <remarks>
/// The weights of TorchSharp's own module belong to native code, which keeps them on the CPU. The formulas and the order of the gates are
/// those of torch's <c>GRU</c>.
/// </remarks>
internal sealed class StepwiseGruModule : nn.Module<Tensor, Tensor>
{
    private readonly List<Direction> _directions = [];
    private readonly int _units;

    /// <summary>Creates the module with weights of zero, which the caller loads.</summary>
    /// <param name="gru">The layer.</param>
    /// <param name="inputs">Numbers per step of the input.</param>
    /// <param name="device">The device.</param>
    public StepwiseGruModule(Gru gru, int inputs, Device device)
        : base(nameof(Gru))
    {
        _units = gru.Units;
        foreach (string suffix in gru.IsBidirectional ? (string[])[string.Empty, WeightRoles.Reverse] : [string.Empty])
        {
            Parameter Register(string role, params long[] shape)
            {
                var parameter = new Parameter(zeros(shape, device: device));
                register_parameter(role + suffix, parameter);
                return parameter;
            }

            int gates = 3 * gru.Units;
            _directions.Add(new Direction(
                Register(WeightRoles.InputWeight, gates, inputs),
                Register(WeightRoles.StateWeight, gates, gru.Units),
                Register(WeightRoles.InputBias, gates),
                Register(WeightRoles.StateBias, gates),
                IsReverse: suffix.Length > 0));
        }
    }

    public override Tensor forward(Tensor input)
    {
        Tensor[] outputs = [.. _directions.Select(direction => Run(direction, input))];
        return outputs.Length == 1 ? outputs[0] : cat(outputs, 2);
    }

    private Tensor Run(Direction direction, Tensor input)
    {
        (long batch, int steps) = (input.shape[0], (int)input.shape[1]);
        Tensor ofInput = nn.functional.linear(input, direction.InputWeight, direction.InputBias);
        Tensor state = zeros([batch, _units], device: input.device);
        var states = new Tensor[steps];
        for (int i = 0; i < steps; i++)
        {
            int step = direction.IsReverse ? steps - 1 - i : i;
            Tensor[] fromInput = ofInput.select(1, step).chunk(3, 1);
            Tensor[] fromState = nn.functional.linear(state, direction.StateWeight, direction.StateBias).chunk(3, 1);
            Tensor reset = fromInput[0].Plus(fromState[0]).sigmoid();
            Tensor update = fromInput[1].Plus(fromState[1]).sigmoid();
            Tensor candidate = fromInput[2].Plus(reset.mul(fromState[2])).tanh();
            state = candidate.Plus(update.mul(state.sub(candidate)));
            states[step] = state;
        }

        return stack(states, 1);
    }

    private sealed record Direction(Parameter InputWeight, Parameter StateWeight, Parameter InputBias, Parameter StateBias, bool IsReverse);
}
