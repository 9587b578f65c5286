using System.Numerics;


namespace GenreNet.Core.Signal;

/// <summary>Computes spectra of several windowed frames at once, one per SIMD lane of a float vector. Immutable and thread-safe.</summary>
internal abstract unsafe class LaneSpectrum(int frameLength)
{
    /// <summary>Gets the number of bins in a spectrum: half the frame length plus one.</summary>
    public int BinCount { get; } = (frameLength / 2) + 1;

    /// <summary>Gets the number of vectors of scratch memory that <see cref="Power"/> and <see cref="Complex"/> need.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Creates a transform with a window.</summary>
    /// <param name="window">Window weights, one per sample of a frame: a power of two, at least 16.</param>
    /// <param name="isDouble">
    /// Whether to compute in double precision, at twice the cost; the results are always in single precision.
    /// </param>
    /// <param name="useCube">Whether frames of 1024 samples use the faster transform, which rounds differently from the plain one.</param>
    public static LaneSpectrum Create(double[] window, bool isDouble, bool useCube = false) =>
        isDouble ? new LaneSpectrum<double>(window, useCube) : new LaneSpectrum<float>(window, useCube);

    /// <summary>Computes the power of every bin.</summary>
    /// <param name="samples">Address of the first frame; all samples up to the end of the last frame must be readable.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> vectors.</param>
    /// <param name="power">Receives <see cref="BinCount"/> vectors, one frame per SIMD lane.</param>
    public abstract void Power(float* samples, int hop, float* scratch, float* power);

    /// <summary>Computes every bin as a complex number.</summary>
    /// <param name="samples">Address of the first frame; all samples up to the end of the last frame must be readable.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> vectors.</param>
    /// <param name="points">Receives <see cref="BinCount"/> pairs of vectors, real and imaginary parts.</param>
    public abstract void Complex(float* samples, int hop, float* scratch, float* points);
}

/// <summary>
/// Implements the transform in one precision. A vector of doubles has half as many SIMD lanes, so a block then needs two transforms.
/// </summary>
internal sealed unsafe class LaneSpectrum<T>(double[] window, bool useCube) : LaneSpectrum(window.Length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LaneTransform<T> _transform = LaneTransform<T>.Create(window, useCube);

    public override int ScratchLength => _transform.ScratchLength;

    public override void Power(float* samples, int hop, float* scratch, float* power)
    {
        for (int lane = 0; lane < LaneFrames.Count; lane += Vector<T>.Count)
        {
            _transform.Run(samples + ((nint)lane * hop), hop, (T*)scratch, new PowerSink<T>(power + lane));
        }
    }

    public override void Complex(float* samples, int hop, float* scratch, float* points)
    {
        for (int lane = 0; lane < LaneFrames.Count; lane += Vector<T>.Count)
        {
            _transform.Run(samples + ((nint)lane * hop), hop, (T*)scratch, new ComplexSink<T>(points + lane));
        }
    }
}
