namespace GenreNet.Core.Synthesis;

/// <summary>Represents one part of a piece, recorded on its own.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="Decibels">Loudness in the mix: the root mean square where the part plays, in dB.</param>
/// <param name="Samples">The mono samples, at any level.</param>
internal sealed record AudioTrack(string Name, double Decibels, float[] Samples)
{
    /// <summary>Adds the track to a mix at its loudness; a silent track adds nothing.</summary>
    public void AddTo(Span<float> mix)
    {
        double loudness = Loudness.Of(Samples);
        float gain = loudness == 0 ? 0 : (float)(Loudness.Factor(Decibels) / loudness);
        for (int i = 0; i < Samples.Length; i++)
        {
            mix[i] += gain * Samples[i];
        }
    }
}
