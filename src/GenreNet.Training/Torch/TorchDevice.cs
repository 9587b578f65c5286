using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Specifies a kind of device that torch computes on.</summary>
public enum TorchDeviceKind
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A GPU of NVIDIA.</summary>
    Cuda,

    /// <summary>The GPU of a Mac with Apple silicon.</summary>
    Mps,
}

/// <summary>Represents a device that torch computes on. The default value is the CPU. Thread-safe.</summary>
/// <param name="Kind">The kind of device.</param>
/// <param name="Index">Number of the device among those of its kind, from 0; always 0 for the CPU and MPS.</param>
[JsonConverter(typeof(TorchDeviceJson))]
public readonly record struct TorchDevice(TorchDeviceKind Kind, int Index = 0)
{
    private const string CudaPrefix = "cuda:";

    /// <summary>Whether this is the CPU.</summary>
    public bool IsCpu => Kind == TorchDeviceKind.Cpu;

    /// <summary>Parses <c>cpu</c>, <c>mps</c>, <c>cuda</c>, which is the first GPU, or <c>cuda:N</c>.</summary>
    /// <param name="text">The name of the device, as <see cref="ToString"/> returns it.</param>
    /// <param name="device">Receives the device.</param>
    /// <returns>Whether the name is valid; the device need not exist.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TorchDevice device)
    {
        int index = 0;
        TorchDeviceKind? kind = text switch
        {
            "cpu" => TorchDeviceKind.Cpu,
            "mps" => TorchDeviceKind.Mps,
            "cuda" => TorchDeviceKind.Cuda,
            _ when text?.StartsWith(CudaPrefix, StringComparison.Ordinal) == true
                && int.TryParse(text[CudaPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out index) => TorchDeviceKind.Cuda,
            _ => null,
        };
        device = kind is { } known ? new TorchDevice(known, index) : default;
        return kind is not null;
    }

    /// <summary>Returns the name that torch uses, such as <c>cuda:0</c>.</summary>
    public override string ToString() => Kind switch
    {
        TorchDeviceKind.Cpu => "cpu",
        TorchDeviceKind.Mps => "mps",
        _ => string.Create(CultureInfo.InvariantCulture, $"{CudaPrefix}{Index}"),
    };

    /// <summary>Returns the device for calls of torch.</summary>
    internal Device ToTorch() => Kind switch
    {
        TorchDeviceKind.Cpu => CPU,
        TorchDeviceKind.Mps => MPS,
        _ => new Device(DeviceType.CUDA, Index),
    };
}

/// <summary>Reads and writes a device as its name.</summary>
internal sealed class TorchDeviceJson : JsonConverter<TorchDevice>
{
    public override TorchDevice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TorchDevice.TryParse(reader.GetString(), out TorchDevice device) ? device : throw new JsonException("A device is cpu, cuda:N or mps.");

    public override void Write(Utf8JsonWriter writer, TorchDevice value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Moves tensors to devices.</summary>
internal static class TorchDevices
{
    /// <summary>Returns the tensor itself if it is on the device, and a copy on the device otherwise.</summary>
    /// <param name="tensor">A tensor.</param>
    /// <param name="device">The device.</param>
    public static Tensor On(this Tensor tensor, Device device) => tensor.device_type == device.type && tensor.device_index == device.index ? tensor : tensor.to(device);
}
