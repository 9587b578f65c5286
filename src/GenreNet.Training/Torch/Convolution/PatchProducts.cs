using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Torch;

/// <summary>Multiplies patches with filters, in vector code whose sums stay in registers.</summary>
/// <remarks>
/// Both products read one value of a patch or gradient for two multiply-adds of 16 lanes, and need almost all 32 registers of AVX-512. The
/// addresses of the patches are constants apart, because there are not enough registers for a pointer to each.
/// </remarks>
internal static unsafe class PatchProducts
{
    /// <summary>The number of patches that <see cref="Multiply"/> processes.</summary>
    public const int TilePatches = 12;

    /// <summary>The number of filters that <see cref="Multiply"/> processes, and of values that <see cref="Accumulate"/> processes.</summary>
    public const int TileWidth = 32;

    /// <summary>The number of filters that <see cref="Accumulate"/> processes.</summary>
    public const int TileFilters = 8;

    /// <summary>The distance between patches for <see cref="Multiply"/> in values, and the largest length of a patch. It is not a multiple of
    /// a large power of two, so that the patches are not stored in the same places of a cache.</summary>
    public const int Stride = 1168;

    /// <summary>Whether the processor has vectors of 512 bits.</summary>
    public static bool AreSupported => Vector512.IsHardwareAccelerated;

    /// <summary>Computes the products of 12 patches and 32 filters.</summary>
    /// <param name="patches">The patches, <see cref="Stride"/> values apart.</param>
    /// <param name="length">The number of values of a patch.</param>
    /// <param name="panel">For each value of a patch, the weights of the filters.</param>
    /// <param name="tile">Receives the products of each patch with the filters.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Multiply(float* patches, int length, float* panel, float* tile)
    {
        Vector512<float> s0a = default, s0b = default, s1a = default, s1b = default, s2a = default, s2b = default, s3a = default, s3b = default;
        Vector512<float> s4a = default, s4b = default, s5a = default, s5b = default, s6a = default, s6b = default, s7a = default, s7b = default;
        Vector512<float> s8a = default, s8b = default, s9a = default, s9b = default, s10a = default, s10b = default, s11a = default, s11b = default;
        for (float* end = patches + length; patches < end; patches++, panel += TileWidth)
        {
            (Vector512<float> first, Vector512<float> second) = (Vector512.Load(panel), Vector512.Load(panel + 16));
            Vector512<float> value;
            value = Vector512.Create(patches[0]);
            s0a = Vector512.FusedMultiplyAdd(value, first, s0a);
            s0b = Vector512.FusedMultiplyAdd(value, second, s0b);
            value = Vector512.Create(patches[Stride]);
            s1a = Vector512.FusedMultiplyAdd(value, first, s1a);
            s1b = Vector512.FusedMultiplyAdd(value, second, s1b);
            value = Vector512.Create(patches[2 * Stride]);
            s2a = Vector512.FusedMultiplyAdd(value, first, s2a);
            s2b = Vector512.FusedMultiplyAdd(value, second, s2b);
            value = Vector512.Create(patches[3 * Stride]);
            s3a = Vector512.FusedMultiplyAdd(value, first, s3a);
            s3b = Vector512.FusedMultiplyAdd(value, second, s3b);
            value = Vector512.Create(patches[4 * Stride]);
            s4a = Vector512.FusedMultiplyAdd(value, first, s4a);
            s4b = Vector512.FusedMultiplyAdd(value, second, s4b);
            value = Vector512.Create(patches[5 * Stride]);
            s5a = Vector512.FusedMultiplyAdd(value, first, s5a);
            s5b = Vector512.FusedMultiplyAdd(value, second, s5b);
            value = Vector512.Create(patches[6 * Stride]);
            s6a = Vector512.FusedMultiplyAdd(value, first, s6a);
            s6b = Vector512.FusedMultiplyAdd(value, second, s6b);
            value = Vector512.Create(patches[7 * Stride]);
            s7a = Vector512.FusedMultiplyAdd(value, first, s7a);
            s7b = Vector512.FusedMultiplyAdd(value, second, s7b);
            value = Vector512.Create(patches[8 * Stride]);
            s8a = Vector512.FusedMultiplyAdd(value, first, s8a);
            s8b = Vector512.FusedMultiplyAdd(value, second, s8b);
            value = Vector512.Create(patches[9 * Stride]);
            s9a = Vector512.FusedMultiplyAdd(value, first, s9a);
            s9b = Vector512.FusedMultiplyAdd(value, second, s9b);
            value = Vector512.Create(patches[10 * Stride]);
            s10a = Vector512.FusedMultiplyAdd(value, first, s10a);
            s10b = Vector512.FusedMultiplyAdd(value, second, s10b);
            value = Vector512.Create(patches[11 * Stride]);
            s11a = Vector512.FusedMultiplyAdd(value, first, s11a);
            s11b = Vector512.FusedMultiplyAdd(value, second, s11b);
        }

        Store(s0a, s0b, tile);
        Store(s1a, s1b, tile + 32);
        Store(s2a, s2b, tile + 64);
        Store(s3a, s3b, tile + 96);
        Store(s4a, s4b, tile + 128);
        Store(s5a, s5b, tile + 160);
        Store(s6a, s6b, tile + 192);
        Store(s7a, s7b, tile + 224);
        Store(s8a, s8b, tile + 256);
        Store(s9a, s9b, tile + 288);
        Store(s10a, s10b, tile + 320);
        Store(s11a, s11b, tile + 352);
    }

    /// <summary>Adds the products of eight gradients per patch and 32 values of the patches, summed over patches.</summary>
    /// <param name="patches">The first of the 32 values of the first patch.</param>
    /// <param name="patchStride">The distance between patches in values.</param>
    /// <param name="gradients">The first of the eight gradients of the first patch.</param>
    /// <param name="gradientStride">The distance between the gradients of two patches in values.</param>
    /// <param name="count">The number of patches.</param>
    /// <param name="sums">The sums of the first gradient, to which the products are added.</param>
    /// <param name="stride">The distance between the sums of two gradients in values.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Accumulate(float* patches, int patchStride, float* gradients, int gradientStride, int count, float* sums, int stride)
    {
        Vector512<float> s0a = Vector512.Load(sums), s0b = Vector512.Load(sums + 16);
        Vector512<float> s1a = Vector512.Load(sums + stride), s1b = Vector512.Load(sums + stride + 16);
        Vector512<float> s2a = Vector512.Load(sums + (2 * stride)), s2b = Vector512.Load(sums + (2 * stride) + 16);
        Vector512<float> s3a = Vector512.Load(sums + (3 * stride)), s3b = Vector512.Load(sums + (3 * stride) + 16);
        Vector512<float> s4a = Vector512.Load(sums + (4 * stride)), s4b = Vector512.Load(sums + (4 * stride) + 16);
        Vector512<float> s5a = Vector512.Load(sums + (5 * stride)), s5b = Vector512.Load(sums + (5 * stride) + 16);
        Vector512<float> s6a = Vector512.Load(sums + (6 * stride)), s6b = Vector512.Load(sums + (6 * stride) + 16);
        Vector512<float> s7a = Vector512.Load(sums + (7 * stride)), s7b = Vector512.Load(sums + (7 * stride) + 16);
        for (int i = 0; i < count; i++, patches += patchStride, gradients += gradientStride)
        {
            (Vector512<float> first, Vector512<float> second) = (Vector512.Load(patches), Vector512.Load(patches + 16));
            Vector512<float> value;
            value = Vector512.Create(gradients[0]);
            s0a = Vector512.FusedMultiplyAdd(value, first, s0a);
            s0b = Vector512.FusedMultiplyAdd(value, second, s0b);
            value = Vector512.Create(gradients[1]);
            s1a = Vector512.FusedMultiplyAdd(value, first, s1a);
            s1b = Vector512.FusedMultiplyAdd(value, second, s1b);
            value = Vector512.Create(gradients[2]);
            s2a = Vector512.FusedMultiplyAdd(value, first, s2a);
            s2b = Vector512.FusedMultiplyAdd(value, second, s2b);
            value = Vector512.Create(gradients[3]);
            s3a = Vector512.FusedMultiplyAdd(value, first, s3a);
            s3b = Vector512.FusedMultiplyAdd(value, second, s3b);
            value = Vector512.Create(gradients[4]);
            s4a = Vector512.FusedMultiplyAdd(value, first, s4a);
            s4b = Vector512.FusedMultiplyAdd(value, second, s4b);
            value = Vector512.Create(gradients[5]);
            s5a = Vector512.FusedMultiplyAdd(value, first, s5a);
            s5b = Vector512.FusedMultiplyAdd(value, second, s5b);
            value = Vector512.Create(gradients[6]);
            s6a = Vector512.FusedMultiplyAdd(value, first, s6a);
            s6b = Vector512.FusedMultiplyAdd(value, second, s6b);
            value = Vector512.Create(gradients[7]);
            s7a = Vector512.FusedMultiplyAdd(value, first, s7a);
            s7b = Vector512.FusedMultiplyAdd(value, second, s7b);
        }

        Store(s0a, s0b, sums);
        Store(s1a, s1b, sums + stride);
        Store(s2a, s2b, sums + (2 * stride));
        Store(s3a, s3b, sums + (3 * stride));
        Store(s4a, s4b, sums + (4 * stride));
        Store(s5a, s5b, sums + (5 * stride));
        Store(s6a, s6b, sums + (6 * stride));
        Store(s7a, s7b, sums + (7 * stride));
    }

    private static void Store(Vector512<float> first, Vector512<float> second, float* to)
    {
        first.Store(to);
        second.Store(to + 16);
    }
}
