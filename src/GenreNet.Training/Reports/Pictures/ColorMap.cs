using System.Globalization;

namespace GenreNet.Training.Reports;

/// <summary>
/// Represents a map of 256 colours for values from 0 to 1, with evenly increasing lightness so that it also works in greyscale.
/// </summary>
internal sealed class ColorMap
{
    /// <summary>Dark blue to yellow, for amounts: viridis by Smith and van der Walt (2015), sampled at sixteen points.</summary>
    public static readonly ColorMap Viridis = new(
        0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B, 0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725);

    /// <summary>Blue over white to red, for values below and above a midpoint: ColorBrewer's RdBu (Brewer, 2003), reversed.</summary>
    public static readonly ColorMap BlueRed = new(
        0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F);

    /// <summary>White to dark blue, for counts: ColorBrewer's Blues (Brewer, 2003).</summary>
    public static readonly ColorMap Blues = new(0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B);

    private const int Count = 256;

    // At this luminance, black and white text have the same contrast, 4.6: sqrt(1.05 * 0.05) - 0.05.
    private const double EvenLuminance = 0.179;

    private readonly int[] _colors;

    private ColorMap(params int[] places)
    {
        _colors = [.. Enumerable.Range(0, Count).Select(i => Between(places, i * (places.Length - 1) / (Count - 1.0)))];
    }

    /// <summary>Red, green and blue of all colours, consecutively.</summary>
    public byte[] Bytes => [.. _colors.SelectMany(c => (byte[])[(byte)(c >> 16), (byte)(c >> 8), (byte)c])];

    /// <summary>Returns the colour index of a value; values below 0 and above 1 are clamped.</summary>
    /// <param name="share">The value; NaN counts as 0.</param>
    public static byte Index(double share) => double.IsNaN(share) ? (byte)0 : (byte)Math.Clamp(Math.Round(share * (Count - 1)), 0, Count - 1);

    /// <summary>Returns the colour of a value.</summary>
    /// <param name="share">The value, 0 to 1.</param>
    public Ink At(double share) => Ink.Fixed($"#{_colors[Index(share)].ToString("x6", CultureInfo.InvariantCulture)}");

    /// <summary>Returns black or white text colour, whichever has more contrast with the colour of a value.</summary>
    /// <param name="share">The value, 0 to 1.</param>
    public Ink TextOn(double share)
    {
        int color = _colors[Index(share)];
        return Luminance(color) > EvenLuminance ? Ink.Fixed("#000000") : Ink.Fixed("#ffffff");
    }

    // Relative luminance of WCAG 2, with a gamma of 2.2.
    private static double Luminance(int color) =>
        (0.2126 * Linear(color >> 16)) + (0.7152 * Linear(color >> 8)) + (0.0722 * Linear(color));

    private static double Linear(int part) => Math.Pow((part & 255) / 255.0, 2.2);

    private static int Between(int[] places, double place)
    {
        int first = Math.Min((int)place, places.Length - 2);
        double share = place - first;
        int Mix(int shift) => (int)Math.Round(((places[first] >> shift & 255) * (1 - share)) + ((places[first + 1] >> shift & 255) * share)) << shift;
        return Mix(16) | Mix(8) | Mix(0);
    }
}
