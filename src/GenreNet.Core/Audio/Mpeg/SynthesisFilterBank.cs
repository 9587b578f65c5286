namespace GenreNet.Core.Audio;

/// <summary>Turns the samples of 32 subbands into a signal.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.3.2.2 and figure 3-A.2.</remarks>
internal sealed class SynthesisFilterBank
{
    private const int BandCount = HybridFilterBank.BandCount;
    private const int VectorLength = 2 * BandCount;
    private const int VectorCount = 16;
    private const double WindowScale = 65536;

    private static readonly float[] Matrix = CreateMatrix();
    private static readonly float[] Window = CreateWindow();

    /// <summary>The last sixteen vectors; the newest one is at <see cref="_newest"/>, older ones follow.</summary>
    private readonly float[] _vectors = new float[VectorCount * VectorLength];
    private int _newest;

    /// <summary>Gets the first half of the window of table 3-B.3, in units of 2^-16; the second half is its mirror image.</summary>
    private static ReadOnlySpan<int> HalfWindow =>
    [
        0, -1, -1, -1, -1, -1, -1, -2, -2, -2, -2, -3, -3, -4, -4, -5, -5, -6, -7, -7, -8, -9, -10, -11, -13, -14, -16, -17, -19,
        -21, -24, -26, -29, -31, -35, -38, -41, -45, -49, -53, -58, -63, -68, -73, -79, -85, -91, -97, -104, -111, -117, -125, -132,
        -139, -147, -154, -161, -169, -176, -183, -190, -196, -202, -208, 213, 218, 222, 225, 227, 228, 228, 227, 224, 221, 215,
        208, 200, 189, 177, 163, 146, 127, 106, 83, 57, 29, -2, -36, -72, -111, -153, -197, -244, -294, -347, -401, -459, -519,
        -581, -645, -711, -779, -848, -919, -991, -1064, -1137, -1210, -1283, -1356, -1428, -1498, -1567, -1634, -1698, -1759,
        -1817, -1870, -1919, -1962, -2001, -2032, -2057, -2075, -2085, -2087, -2080, -2063, 2037, 2000, 1952, 1893, 1822, 1739,
        1644, 1535, 1414, 1280, 1131, 970, 794, 605, 402, 185, -45, -288, -545, -814, -1095, -1388, -1692, -2006, -2330, -2663,
        -3004, -3351, -3705, -4063, -4425, -4788, -5153, -5517, -5879, -6237, -6589, -6935, -7271, -7597, -7910, -8209, -8491,
        -8755, -8998, -9219, -9416, -9585, -9727, -9838, -9916, -9959, -9966, -9935, -9863, -9750, -9592, -9389, -9139, -8840,
        -8492, -8092, -7640, -7134, 6574, 5959, 5288, 4561, 3776, 2935, 2037, 1082, 70, -998, -2122, -3300, -4533, -5818, -7154,
        -8540, -9975, -11455, -12980, -14548, -16155, -17799, -19478, -21189, -22929, -24694, -26482, -28289, -30112, -31947,
        -33791, -35640, -37489, -39336, -41176, -43006, -44821, -46617, -48390, -50137, -51853, -53534, -55178, -56778, -58333,
        -59838, -61289, -62684, -64019, -65290, -66494, -67629, -68692, -69679, -70590, -71420, -72169, -72835, -73415, -73908,
        -74313, -74630, -74856, -74992, 75038,
    ];

    /// <summary>Computes samples.</summary>
    /// <param name="bands">Slots of 32 samples, one per subband.</param>
    /// <param name="signal">Receives as many samples.</param>
    public void Process(ReadOnlySpan<float> bands, Span<float> signal)
    {
        for (int start = 0; start < signal.Length; start += BandCount)
        {
            _newest = (_newest + VectorCount - 1) % VectorCount;
            Span<float> vector = Vector(0);
            vector.Clear();
            LinearMap.Add(bands.Slice(start, BandCount), Matrix, vector);
            ApplyWindow(signal.Slice(start, BandCount));
        }
    }

    private static float[] CreateMatrix()
    {
        float[] matrix = new float[BandCount * VectorLength];
        for (int band = 0; band < BandCount; band++)
        {
            for (int i = 0; i < VectorLength; i++)
            {
                matrix[(band * VectorLength) + i] = (float)Math.Cos((16 + i) * ((2 * band) + 1) * Math.PI / 64);
            }
        }

        return matrix;
    }

    private static float[] CreateWindow()
    {
        float[] window = new float[VectorCount * BandCount];
        for (int i = 0; i < window.Length; i++)
        {
            int half = HalfWindow[Math.Min(i, window.Length - i)];
            window[i] = (float)((i > window.Length / 2 && i % VectorLength != 0 ? -half : half) / WindowScale);
        }

        return window;
    }

    /// <summary>Returns one of the last vectors; 0 is the newest.</summary>
    private Span<float> Vector(int age) => _vectors.AsSpan((_newest + age) % VectorCount * VectorLength, VectorLength);

    /// <summary>
    /// Adds the first halves of vectors with an even age and the second halves of those with an odd age, times the window.
    /// </summary>
    private void ApplyWindow(Span<float> signal)
    {
        signal.Clear();
        for (int age = 0; age < VectorCount; age++)
        {
            ReadOnlySpan<float> half = Vector(age).Slice(age % 2 * BandCount, BandCount);
            LinearMap.AddProduct(half, Window.AsSpan(age * BandCount, BandCount), signal);
        }
    }
}
