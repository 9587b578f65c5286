using System.Runtime.InteropServices;
using GenreNet.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>
/// Switches oneDNN off, the library that computes torch's convolutions, on processors on which it computes them wrongly. Torch's own code
/// computes them then.
/// </summary>
/// <remarks>
/// oneDNN 3.7.1 of libtorch 2.10 loses weights when it stores filters in blocks that they do not fill, such as 40 filters in blocks of 32:
/// seen on an AMD EPYC of family 26 (Zen 5), but not on earlier ones.
/// </remarks>
internal static unsafe class OneDnn
{
    private const int Batch = 2;
    private const int Side = 6;

    // Channels, filters, stride: blocks of 32 and 24 filters that are not full.
    private static readonly (int Channels, int Filters, int Stride)[] Trials = [(8, 40, 1), (8, 40, 2), (24, 48, 2)];

    private static readonly Lazy<bool> Checked = new(Check);

    /// <summary>
    /// Computes some convolutions, once per process, and switches oneDNN off if they are wrong.
    /// </summary>
    /// <returns>Whether oneDNN is in use.</returns>
    /// <exception cref="GenreNetException">Convolutions are wrong, and oneDNN cannot be switched off on this system.</exception>
    public static bool EnsureCorrect() => Checked.Value;

    /// <summary>Returns whether the convolutions of the trials are correct.</summary>
    internal static bool IsCorrect() => Array.TrueForAll(Trials, trial => IsCorrect(trial.Channels, trial.Filters, trial.Stride));

    /// <summary>Switches oneDNN and NNPACK on or off for all threads of this process.</summary>
    /// <returns>Whether this is possible on this system.</returns>
    internal static bool TrySwitch(bool isOn)
    {
        // The names of at::globalContext() and of methods of at::Context with an argument of type bool where C++ names follow the Itanium ABI.
        if (OperatingSystem.IsWindows()
            || !NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out nint globalContext)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledMkldnnEb", out nint enable))
        {
            return false;
        }

        nint context = ((delegate* unmanaged<nint>)globalContext)();
        Set(enable);
        // Without oneDNN, torch tries NNPACK, and prints a warning for each layer where the processor does not support it.
        if (NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out nint enableOther))
        {
            Set(enableOther);
        }

        return true;

        void Set(nint setter) => ((delegate* unmanaged<nint, byte, void>)setter)(context, isOn ? (byte)1 : (byte)0);
    }

    private static bool Check()
    {
        if (IsCorrect())
        {
            return true;
        }

        return TrySwitch(isOn: false) && IsCorrect()
            ? false
            : throw new GenreNetException(
                "torch computes wrong convolutions on this processor, and oneDNN, which causes it, cannot be switched off: set the environment variable ONEDNN_MAX_CPU_ISA to SSE41.");
    }

    /// <summary>Returns whether a convolution of small integers, which is exact, has the right values.</summary>
    private static bool IsCorrect(int channels, int filters, int stride)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        // With channels last in memory, as in all networks.
        Tensor image = tensor(Integers(Batch * Side * Side * channels, 7), [Batch, Side, Side, channels]).permute(0, 3, 1, 2);
        float[] weights = Integers(filters * channels, 5);
        Tensor kernel = tensor(weights, [filters, channels, 1, 1]);
        Tensor result = nn.functional.conv2d(image, kernel, strides: [stride, stride]).permute(0, 2, 3, 1).contiguous();
        float[] values = [.. result.data<float>()];
        float[] inputs = [.. image.permute(0, 2, 3, 1).contiguous().data<float>()];
        int steps = (Side + stride - 1) / stride;
        for (int i = 0; i < values.Length; i++)
        {
            (int filter, int position) = (i % filters, i / filters);
            (int column, int row, int clip) = (position % steps, position / steps % steps, position / steps / steps);
            int pixel = (((clip * Side) + (row * stride)) * Side) + (column * stride);
            float expected = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                expected += inputs[(pixel * channels) + channel] * weights[(filter * channels) + channel];
            }

            if (values[i] != expected)
            {
                return false;
            }
        }

        return true;
    }

    private static float[] Integers(int count, int range) => [.. Enumerable.Range(0, count).Select(i => (float)((i * i % range) - (range / 2)))];
}
