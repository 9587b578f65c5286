namespace GenreNet.Core.Synthesis;

/// <summary>Represents a tone for an instrument to play.</summary>
/// <param name="Hertz">Fundamental frequency in Hz.</param>
/// <param name="Velocity">Velocity, 0 to 1.</param>
/// <param name="HoldLength">
/// Number of samples until the key is released; the instrument decides how long the sound rings on after that.
/// </param>
/// <param name="Brightness">Brightness of the player's touch, 0 (dull) to 1 (sharp), the same for a complete track.</param>
/// <param name="Seed">Random seed of the noise in the sound, so that two strokes differ and each can be reproduced.</param>
internal readonly record struct Tone(double Hertz, double Velocity, int HoldLength, double Brightness, ulong Seed);
