using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Torch;

/// <summary>
/// Loads libtorch, including on systems with an older C++ runtime than the one TorchSharp was linked with (Debian 12, Ubuntu 22.04).
/// </summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> requires the version GLIBCXX_3.4.32 but has no relocation for a symbol of it. Only if normal loading fails, a
/// copy in which the requirement is marked optional is loaded from an anonymous memory file.
/// </remarks>
public static partial class NativeTorch
{
    private const string Bridge = "LibTorchSharp";
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private static readonly string[] TorchLibraries = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Whether torch was loaded from a copy of its bridge library that was adapted to an older C++ runtime.</summary>
    public static bool IsAdapted { get; private set; }

    /// <summary>Ensures that torch can be called, and that its convolutions are correct.</summary>
    /// <exception cref="DependencyMissingException">The native libraries are missing or cannot be loaded; the message names the library and
    /// the remedy.</exception>
    public static void EnsureLoaded()
    {
        try
        {
            _ = TorchSharp.torch.get_num_threads();
            OneDnn.EnsureCorrect();
        }
        catch (Exception problem) when (problem is TypeInitializationException or DllNotFoundException or NotSupportedException or DependencyMissingException)
        {
            for (Exception? cause = problem; cause is not null; cause = cause.InnerException)
            {
                if (cause is DependencyMissingException known)
                {
                    throw known;
                }
            }

            throw new DependencyMissingException(
                "libtorch",
                $"Cannot load the native libraries of torch from {AppContext.BaseDirectory}: build for this platform with 'dotnet build -r RID', where RID is linux-x64, win-x64 or osx-arm64.",
                problem);
        }
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The handler must be registered before the first use of any TorchSharp type.")]
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        }
    }

    private static nint Resolve(Assembly assembly, string name) =>
        name == Bridge && FindFolder() is { } folder ? LoadWithOlderRuntime(folder) : 0;

    private static string? FindFolder()
    {
        string root = AppContext.BaseDirectory;
        string[] candidates = [root, Path.Combine(root, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), Path.Combine(root, "runtimes", "linux-x64", "native")];
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, $"lib{Bridge}.so")));
    }

    private static nint LoadWithOlderRuntime(string folder)
    {
        string bridge = Path.Combine(folder, $"lib{Bridge}.so");
        try
        {
            foreach (string library in TorchLibraries)
            {
                NativeLibrary.Load(Path.Combine(folder, library));
            }

            byte[] image = File.ReadAllBytes(bridge);
            var needs = new ElfVersionNeeds(image);
            IsAdapted = needs.TryMakeOptional(MissingVersion);
            return IsAdapted ? LoadFromMemory(image) : NativeLibrary.Load(bridge);
        }
        catch (Exception problem) when (problem is DllNotFoundException or BadImageFormatException or InvalidDataException or IOException or InvalidOperationException)
        {
            throw new DependencyMissingException(
                "libstdc++",
                $"Cannot load {bridge}: it needs {MissingVersion}, and the newest version in the C++ runtime of this machine is {CppRuntime.NewestVersion() ?? "unknown"}. Install libstdc++6 of GCC 13 or newer ({problem.Message.Trim()}).",
                problem);
        }
    }

    private static nint LoadFromMemory(byte[] image)
    {
        int file = MemoryFileCreate(Bridge, flags: 0);
        if (file < 0)
        {
            throw new IOException($"memfd_create failed with error {Marshal.GetLastPInvokeError()}");
        }

        // The descriptor stays open: debuggers and crash dumps read the library through it.
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(file, ownsHandle: false);
        RandomAccess.Write(handle, image, fileOffset: 0);
        return NativeLibrary.Load($"/proc/self/fd/{file}");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MemoryFileCreate(string name, uint flags);
}
