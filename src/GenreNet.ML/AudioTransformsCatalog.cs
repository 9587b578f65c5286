using GenreNet.Core;
using Microsoft.ML;

namespace GenreNet.ML;

/// <summary>Adds transforms of audio files to <c>mlContext.Transforms</c>.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext(seed: 1);
/// IDataView songs = context.Data.LoadAudioFolder("music");                // music/GENRE/*: the columns Path, Label, Genre, Track, Artist
/// var pipeline = context.Transforms.ExtractAudioFeatures("Path", "Features")
///     .Append(context.Transforms.NormalizeMeanVariance("Features", fixZero: false))
///     .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
/// ITransformer model = pipeline.Fit(songs);
/// </code>
/// </example>
/// <seealso cref="AudioDataCatalog"/>
/// <seealso cref="AudioTransformer"/>
public static class AudioTransformsCatalog
{
    /// <summary>
    /// Creates an estimator that reads the audio file of each row and adds a vector of features for trainers. Its slot names are the names
    /// of the features, such as <c>mfcc1_mean</c>.
    /// </summary>
    /// <param name="catalog">The transforms of a context.</param>
    /// <param name="inputColumnName">Name of the text column with the paths of the files.</param>
    /// <param name="outputColumnName">Name of the new column, a vector of <see cref="float"/> of known size.</param>
    /// <param name="options">The features, and how files are read; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static AudioEstimator ExtractAudioFeatures(
        this TransformsCatalog catalog, string inputColumnName, string outputColumnName = "Features", AudioFeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new AudioFeatureOptions();
        options.Validate();
        return new AudioEstimator(inputColumnName, () => new FeatureTask(outputColumnName, options));
    }

    /// <summary>
    /// Creates an estimator that classifies the audio file of each row. It adds the columns <c>Genre</c> (text), <c>GenreLabel</c> (key),
    /// <c>GenreProbabilities</c> (vector with the genres as slot names) and <c>GenreConfidence</c>; with
    /// <see cref="GenreOptions.IncludeEmbedding"/> also <c>GenreEmbedding</c>, a vector of features for trainers.
    /// </summary>
    /// <param name="catalog">The transforms of a context.</param>
    /// <param name="inputColumnName">Name of the text column with the paths of the files.</param>
    /// <param name="outputColumnName">Name of the column of genres, with which the names of the other new columns begin.</param>
    /// <param name="options">The model, and how files are read; null for the embedded model.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelFormatException">The model is missing or damaged.</exception>
    public static AudioEstimator ClassifyGenre(
        this TransformsCatalog catalog, string inputColumnName, string outputColumnName = "Genre", GenreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new GenreOptions();
        options.Validate();
        byte[] model = GenreTask.ReadModel(options.ModelPath);
        return new AudioEstimator(inputColumnName, () => new GenreTask(outputColumnName, options, model));
    }
}
