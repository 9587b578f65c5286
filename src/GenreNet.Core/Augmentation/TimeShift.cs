namespace GenreNet.Core.Augmentation;

/// <summary>Rotates a clip in time: its beginning is moved after its end, so that no audio is lost or added.</summary>
/// <seealso cref="WaveformAugmentation"/>
public static class TimeShift
{
    /// <summary>Rotates a clip.</summary>
    /// <param name="samples">Samples of the clip.</param>
    /// <param name="start">Index of the sample that becomes the first one, from 0 to the number of samples. 0 changes no sample.</param>
    /// <param name="fadeLength">
    /// Number of samples on either side of the seam inside the clip that are faded out and in, to avoid a click; 0 for none.
    /// </param>
    /// <returns>As many samples as the clip.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] Roll(ReadOnlySpan<float> samples, int start, int fadeLength = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, samples.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(fadeLength);
        float[] rolled = new float[samples.Length];
        samples[start..].CopyTo(rolled);
        samples[..start].CopyTo(rolled.AsSpan(samples.Length - start));
        int seam = samples.Length - start;
        if (start == 0 || seam == 0)
        {
            return rolled;
        }

        for (int i = 0; i < fadeLength; i++)
        {
            float weight = (i + 0.5f) / fadeLength;
            if (seam - 1 - i >= 0)
            {
                rolled[seam - 1 - i] *= weight;
            }

            if (seam + i < rolled.Length)
            {
                rolled[seam + i] *= weight;
            }
        }

        return rolled;
    }
}
