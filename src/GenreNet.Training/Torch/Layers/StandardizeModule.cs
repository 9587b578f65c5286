using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Computes (x - mean) / deviation per coefficient; both are buffers that the optimizer does not change.</summary>
internal sealed class StandardizeModule : nn.Module<Tensor, Tensor>
{
    private readonly Tensor _mean;
    private readonly Tensor _deviation;

    public StandardizeModule(int coefficientCount, Device device)
        : base(nameof(Standardize))
    {
        _mean = zeros(coefficientCount, device: device);
        _deviation = ones(coefficientCount, device: device);
        register_buffer(WeightRoles.Mean, _mean);
        register_buffer(WeightRoles.Deviation, _deviation);
    }

    public override Tensor forward(Tensor input) => (input - _mean) / _deviation;
}
