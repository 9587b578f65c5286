using System.Text.Json;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Provides the calibration of AudioSet's genres, a resource of this assembly.</summary>
/// <remarks>
/// <c>Heads/audioset.json</c> is the output of <c>genrenet calibrate --json</c>: see <c>build/audioset-calibration.sh</c>.
/// </remarks>
internal static class AudioSetCalibration
{
    private const string Resource = "Heads/audioset.json";

    /// <summary>
    /// Returns the calibration that was fitted with a checkpoint; null if there is none, because other weights give other scores.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public static LabelCalibration? Of(PretrainedCheckpoint checkpoint) =>
        checkpoint.Sha256 == PretrainedCheckpoints.Mn04.Sha256 ? Mn04() : null;

    private static LabelCalibration Mn04()
    {
        using Stream stream = typeof(AudioSetCalibration).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(stream, StoreJson.Default.LabelCalibration)!;
    }
}
