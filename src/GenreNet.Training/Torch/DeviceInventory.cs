using System.Runtime.InteropServices;
using GenreNet.Core;
using TorchSharp;

namespace GenreNet.Training.Torch;

/// <summary>Represents the devices that torch finds on a machine, and selects one of them.</summary>
/// <param name="CudaCount">Number of NVIDIA GPUs that torch can use.</param>
/// <param name="HasMps">Whether torch can use the GPU of a Mac.</param>
/// <param name="HasCudaLibraries">Whether the CUDA libraries of torch are next to the program.</param>
internal sealed record DeviceInventory(int CudaCount, bool HasMps, bool HasCudaLibraries)
{
    /// <summary>Name of the choice of the first device that exists: CUDA, MPS, CPU.</summary>
    public const string Auto = "auto";

    /// <summary>The CUDA version that the packages of TorchSharp 0.107 contain.</summary>
    private const string CudaVersion = "12.8";

    /// <summary>Gets the package that contains the CUDA libraries of torch for this operating system.</summary>
    public static string CudaPackage => OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";

    /// <summary>Returns the devices of this machine.</summary>
    /// <exception cref="DependencyMissingException">Torch cannot be loaded.</exception>
    public static DeviceInventory OfMachine()
    {
        NativeTorch.EnsureLoaded();
        bool hasLibraries = HasLibrary(OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so");
        return new DeviceInventory(torch.cuda.is_available() ? torch.cuda.device_count() : 0, torch.mps_is_available(), hasLibraries);
    }

    /// <summary>Selects a device.</summary>
    /// <param name="name">A name of <see cref="TorchDevice"/>, or <see cref="Auto"/>.</param>
    /// <exception cref="DependencyMissingException">The device does not exist; the message names what is missing.</exception>
    public TorchDevice Select(string name)
    {
        if (name == Auto)
        {
            return new TorchDevice(CudaCount > 0 ? TorchDeviceKind.Cuda : HasMps ? TorchDeviceKind.Mps : TorchDeviceKind.Cpu);
        }

        TorchDevice device = TorchDevice.TryParse(name, out TorchDevice parsed) ? parsed : throw new ArgumentException($"{name} is not a device.", nameof(name));
        return device.Kind switch
        {
            TorchDeviceKind.Mps when !HasMps => throw Missing("an Apple GPU", "Torch finds no Apple GPU for --device mps, which needs a Mac with Apple silicon (osx-arm64, package TorchSharp-cpu): use --device cpu."),
            TorchDeviceKind.Cuda when CudaCount == 0 && !HasCudaLibraries => throw Missing("CUDA", $"This build of genrenet has no CUDA libraries for --device {name}: build it with -p:TorchPackage={CudaPackage}, which replaces the package TorchSharp-cpu, or use --device cpu."),
            TorchDeviceKind.Cuda when CudaCount == 0 => throw Missing("an NVIDIA GPU", $"Torch finds no NVIDIA GPU for --device {name}: check that nvidia-smi lists a GPU and a driver for CUDA {CudaVersion} or newer, or use --device cpu."),
            TorchDeviceKind.Cuda when device.Index >= CudaCount => throw Missing("an NVIDIA GPU", $"Torch finds no GPU {name}: the last one of this machine is cuda:{CudaCount - 1}."),
            _ => device,
        };
    }

    private static DependencyMissingException Missing(string dependency, string message) => new(dependency, message);

    private static bool HasLibrary(string name)
    {
        string root = AppContext.BaseDirectory;
        return File.Exists(Path.Combine(root, name)) || File.Exists(Path.Combine(root, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", name));
    }
}
