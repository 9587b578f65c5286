namespace GenreNet.Core.Synthesis;

/// <summary>What an instrument is asked to play.</summary>
/// <param name="Hertz">Fundamental frequency.</param>
/// <param name="Velocity">How hard, 0 to 1.</param>
/// <param name="HoldLength">Samples until the key is let go; what rings on after it is the instrument's affair.</param>
/// <param name="Brightness">The player's touch, 0 (dull) to 1 (sharp), the same for a whole track.</param>
/// <param name="Seed">Decides the noise in the sound, so that two strokes differ and one can be repeated.</param>
internal readonly record struct Tone(double Hertz, double Velocity, int HoldLength, double Brightness, ulong Seed);
