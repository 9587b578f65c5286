using System.Runtime.CompilerServices;

namespace GenreNet.Core.Numerics;

/// <summary>Marks the methods whose loops take most of the time of the first clip that a program processes.</summary>
internal static class HotLoop
{
    /// <summary>
    /// Compiles a method with all optimizations before its first call. By default, .NET compiles it without any, counts its calls and the
    /// turns of its loops, and compiles it again while the program runs. A short program would end before that pays off.
    /// </summary>
    /// <remarks>
    /// Such a method is never compiled ahead of time (ReadyToRun), and no profile is collected for it. Both cost nothing here: code that
    /// uses vectors of any length is compiled at run time in any case, and loops over samples have no branches that a profile could
    /// improve. Has no effect with NativeAOT. Do not combine it with AggressiveInlining.
    /// </remarks>
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
}
