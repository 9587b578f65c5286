namespace GenreNet.Core.Audio;

/// <summary>Reads the residual of a prediction, in partitions with a Rice parameter each.</summary>
/// <remarks>RFC 9639, section 9.2.7.</remarks>
internal static class FlacResidual
{
    private const int MostParameterBits = 5;

    /// <summary>Reads a residual.</summary>
    /// <param name="bits">Bits of the subframe, at the coding method.</param>
    /// <param name="residual">Receives the residual.</param>
    /// <param name="order">Order of the predictor: as many samples of the block have no residual.</param>
    /// <exception cref="AudioFormatException">The coding method is reserved, or the partitions do not fit the block.</exception>
    public static void Read(FlacBits bits, Span<int> residual, int order)
    {
        int blockSize = residual.Length + order;
        int parameterBits = 4 + (int)bits.ReadBits(2);
        int partitionOrder = (int)bits.ReadBits(4);
        int length = blockSize >> partitionOrder;
        if (parameterBits > MostParameterBits || length << partitionOrder != blockSize || length < order)
        {
            throw bits.Damaged();
        }

        int escape = (1 << parameterBits) - 1;
        for (int i = 0; i < 1 << partitionOrder; i++)
        {
            // The first partition is shorter by the samples without a residual.
            Span<int> partition = residual[..(i == 0 ? length - order : length)];
            int parameter = (int)bits.ReadBits(parameterBits);
            if (parameter == escape)
            {
                ReadEscaped(bits, partition);
            }
            else
            {
                bits.ReadRice(partition, parameter);
            }

            residual = residual[partition.Length..];
        }
    }

    /// <summary>Reads integers that are stored as they are; a width of zero stands for zeros.</summary>
    private static void ReadEscaped(FlacBits bits, Span<int> partition)
    {
        int width = (int)bits.ReadBits(5);
        if (width == 0)
        {
            partition.Clear();
            return;
        }

        foreach (ref int value in partition)
        {
            value = bits.ReadSigned(width);
        }
    }
}
