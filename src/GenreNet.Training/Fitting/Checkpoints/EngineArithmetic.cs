using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Describes what determines the order and rounding of additions and multiplications in .NET and torch, besides versions and thread count:
/// equal descriptions give bit-identical results.
/// </summary>
internal static class EngineArithmetic
{
    // CPUID leaf 13 reports the size in bytes of the registers that the operating system saves: at most 1096 without the AVX-512 registers,
    // at
    // least 2432 with them (AMD packs them more closely than Intel).
    private const int Avx512StateLength = 2000;

    // Variables that restrict the instruction sets of torch and of the libraries it uses.
    private static readonly string[] Overrides =
        ["ATEN_CPU_CAPABILITY", "MKL_CBWR", "MKL_ENABLE_INSTRUCTIONS", "MKL_DEBUG_CPU_TYPE", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"];

    /// <summary>The description of this process, on one line.</summary>
    public static string Text { get; } = Describe(Environment.GetEnvironmentVariable);

    /// <summary>Describes this process with the given environment variables.</summary>
    /// <param name="environment">Returns the value of a variable, or null.</param>
    internal static string Describe(Func<string, string?> environment)
    {
        IEnumerable<string> overrides = Overrides.Select(name => (name, value: environment(name)))
            .Where(set => !string.IsNullOrEmpty(set.value))
            .Select(set => $"{set.name}={set.value}");
        string dotnet = $".NET vectors of {Vector<float>.Count} floats {(Fma.IsSupported || AdvSimd.IsSupported ? "with" : "without")} FMA{(Vector512.IsHardwareAccelerated ? " and vectors of 16" : string.Empty)}";
        return string.Join(", ", [dotnet, $"torch on {Processor()}", .. overrides]);
    }

    // Queries the processor itself: the switches that disable instruction sets for .NET do not affect torch.
    private static string Processor()
    {
        if (!X86Base.IsSupported)
        {
#pragma warning disable SYSLIB5003 // Preview API; it is only asked whether the processor supports SVE.
            return $"{RuntimeInformation.ProcessArchitecture}{(Sve.IsSupported ? " with SVE" : string.Empty)}";
#pragma warning restore SYSLIB5003
        }

        (int leaves, int b, int c, int d) = X86Base.CpuId(0, 0);
        // MKL also chooses its code paths by vendor.
        string maker = Encoding.ASCII.GetString([.. BitConverter.GetBytes(b), .. BitConverter.GetBytes(d), .. BitConverter.GetBytes(c)]);
        int first = X86Base.CpuId(1, 0).Ecx;
        int second = leaves >= 7 ? X86Base.CpuId(7, 0).Ebx : 0;
        bool savesAvx512 = leaves >= 13 && X86Base.CpuId(13, 0).Ebx >= Avx512StateLength;
        (string Name, bool Is)[] sets =
        [
            ("AVX", Has(first, 28)), ("FMA", Has(first, 12)), ("AVX2", Has(second, 5)), ("AVX-512 F", savesAvx512 && Has(second, 16)),
            ("DQ", savesAvx512 && Has(second, 17)), ("BW", savesAvx512 && Has(second, 30)), ("VL", savesAvx512 && Has(second, 31)),
        ];
        return $"{maker} with {string.Join(' ', sets.Where(set => set.Is).Select(set => set.Name).DefaultIfEmpty("SSE"))}";
    }

    private static bool Has(int register, int bit) => (register >> bit & 1) == 1;
}
