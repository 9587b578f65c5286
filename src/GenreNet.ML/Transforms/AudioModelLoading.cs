using System.Reflection;
using System.Runtime.CompilerServices;
using GenreNet.Core;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace GenreNet.ML;

/// <summary>Makes saved pipelines with audio transforms loadable.</summary>
/// <remarks>
/// ML.NET finds the loaders of its own assemblies by an attribute that other assemblies cannot use, so <c>RegisterAssembly</c> is not
/// enough. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext();
/// context.ComponentCatalog.RegisterAudioTransforms();
/// ITransformer model = context.Model.Load("genres.zip", out DataViewSchema schema);
/// </code>
/// </example>
/// <seealso cref="AudioTransformer"/>
public static class AudioModelLoading
{
    private static readonly ConditionalWeakTable<ComponentCatalog, object> Registered = [];

    /// <summary>
    /// Registers the loader of audio transforms. Call it once per <see cref="MLContext"/>, before <c>Model.Load</c>; further calls do
    /// nothing.
    /// </summary>
    /// <param name="catalog">The catalogue of a context.</param>
    /// <exception cref="GenreNetException">This version of ML.NET differs.</exception>
    public static void RegisterAudioTransforms(this ComponentCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        lock (Registered)
        {
            if (!Registered.TryGetValue(catalog, out _))
            {
                Add(catalog);
                Registered.Add(catalog, new object());
            }
        }
    }

    private static void Add(ComponentCatalog catalog)
    {
        Type information = MlNetInternals.Type("Microsoft.ML.Runtime.ComponentCatalog+LoadableClassInfo");
        object attribute = MlNetInternals.Create(
            MlNetInternals.Type("Microsoft.ML.LoadableClassAttribute"),
            typeof(AudioTransformer), typeof(AudioModelFile), null, MlNetInternals.Type("Microsoft.ML.SignatureLoadModel"), "GenreNet audio transform", new[] { AudioModelFile.Loader });
        MethodInfo read = MlNetInternals.Method(typeof(AudioModelFile), nameof(AudioModelFile.Read), typeof(object), typeof(object));
        object loader = MlNetInternals.Create(information, attribute, null, null, read, true);
        MlNetInternals.Method(typeof(ComponentCatalog), "AddClass", information, typeof(string[]), typeof(bool))
            .Invoke(catalog, BindingFlags.DoNotWrapExceptions, null, [loader, new[] { AudioModelFile.Loader }, true], null);
    }
}
