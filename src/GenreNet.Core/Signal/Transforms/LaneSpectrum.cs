using System.Numerics;


namespace GenreNet.Core.Signal;

/// <summary>Spectra of as many windowed frames at once as a vector of floats has lanes. Immutable and thread-safe.</summary>
internal abstract unsafe class LaneSpectrum(int frameLength)
{
    /// <summary>Bins of a spectrum: half the frame and one.</summary>
    public int BinCount { get; } = (frameLength / 2) + 1;

    /// <summary>Vectors of scratch memory that <see cref="Power"/> and <see cref="Complex"/> need.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Transforms with a window.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    /// <param name="isDouble">
    /// Whether to compute in double precision, at twice the cost; the results are single precision all the same.
    /// </param>
    /// <param name="useCube">Whether frames of 1024 samples take the faster transform, which rounds differently from the plain one.</param>
    public static LaneSpectrum Create(double[] window, bool isDouble, bool useCube = false) =>
        isDouble ? new LaneSpectrum<double>(window, useCube) : new LaneSpectrum<float>(window, useCube);

    /// <summary>Computes the power of every bin.</summary>
    /// <param name="samples">The first frame; all samples up to the end of the last lane's frame can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="power">Receives <see cref="BinCount"/> vectors, a lane a frame.</param>
    public abstract void Power(float* samples, int hop, float* scratch, float* power);

    /// <summary>Computes every bin as a complex number.</summary>
    /// <param name="samples">The first frame; all samples up to the end of the last lane's frame can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="points">Receives <see cref="BinCount"/> pairs of vectors, real and imaginary parts.</param>
    public abstract void Complex(float* samples, int hop, float* scratch, float* points);
}

/// <summary>The same in one precision; of doubles a vector has half the lanes, so two transforms make one block.</summary>
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
