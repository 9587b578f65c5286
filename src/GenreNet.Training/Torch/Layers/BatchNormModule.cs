using GenreNet.Networks;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace GenreNet.Training.Torch;

/// <summary>Normalises each channel over the batch, with running statistics for evaluation.</summary>
/// <remarks>
/// TorchSharp's own module counts batches by <c>add_(1)</c>, whose number the garbage collector may free during the call: training then
/// fails, rarely, with "argument alpha must not be a floating point number". The count is used for no computation here.
/// </remarks>
internal sealed class BatchNormModule : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly double _epsilon;

    public BatchNormModule(BatchNorm norm, int channelCount, Device device)
        : base(nameof(BatchNorm))
    {
        _weight = new Parameter(ones(channelCount, device: device));
        _bias = new Parameter(zeros(channelCount, device: device));
        _mean = zeros(channelCount, device: device);
        _variance = ones(channelCount, device: device);
        _epsilon = norm.Epsilon;
        Momentum = norm.Momentum;
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
        register_buffer("running_mean", _mean);
        register_buffer("running_var", _variance);
    }

    /// <summary>Gets or sets the share of the current batch in the running statistics, 0 to 1.</summary>
    public double Momentum { get; set; }

    /// <summary>Gets the weights and the statistics.</summary>
    public NormWeights Weights => new(_weight, _bias, _mean, _variance, Momentum, _epsilon);

    public override Tensor forward(Tensor input) => Forward(input, isRectified: false);

    /// <summary>Normalises an input and computes the larger of each result and zero.</summary>
    /// <param name="input">The input of the normalisation.</param>
    public Tensor Rectified(Tensor input) => Forward(input, isRectified: true);

    private Tensor Forward(Tensor input, bool isRectified)
    {
        var normalized = new NormalizedInput(input, Weights);
        if (training && BatchNormalization.Supports(normalized))
        {
            return BatchNormalization.Of(isRectified, normalized);
        }

        Tensor result = nn.functional.batch_norm(input, _mean, _variance, _weight, _bias, training, Momentum, _epsilon);
        return isRectified ? result.relu_() : result;
    }
}
