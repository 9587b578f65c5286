using System.Reflection;
using System.Runtime.CompilerServices;
using GenreNet.Core;
using Microsoft.ML;

namespace GenreNet.ML;

/// <summary>Writes and reads a transformer inside the zip file of a pipeline.</summary>
/// <remarks>
/// ML.NET's interface for saving is public, but the methods of its context are not, so they are called by reflection.
/// <c>PipelineTests</c> would notice a version of ML.NET that has changed them.
/// </remarks>
internal static class AudioModelFile
{
    /// <summary>The name by which a saved pipeline refers to <see cref="Read"/>.</summary>
    public const string Loader = "GenreNetAudio";

    // The names of the entries in the zip file; ML.NET replaces what a file name may not contain.
    private const string Settings = "Settings.json";
    private const string Model = "Model.onnx";

    private const string Signature = "GNAUDIO ";
    private const uint Version = 0x00010001;

    /// <summary>Writes a transformer.</summary>
    /// <param name="context">The place in the file.</param>
    /// <param name="state">The transformer.</param>
    /// <exception cref="GenreNetException">This version of ML.NET differs.</exception>
    public static void Write(ModelSaveContext context, TransformState state)
    {
        ArgumentNullException.ThrowIfNull(context);
        Type version = MlNetInternals.Type("Microsoft.ML.VersionInfo");
        object header = MlNetInternals.Create(version, Signature, Version, Version, Version, typeof(AudioModelFile).Assembly.FullName, Loader, null);
        MlNetInternals.Method(typeof(ModelSaveContext), "SetVersionInfo", version).Invoke(context, BindingFlags.DoNotWrapExceptions, null, [header], null);
        SaveBinaryStream(context, Settings, writer => writer.Write(state.ToJson()));
        if (state.Model is { } model)
        {
            SaveBinaryStream(context, Model, writer => writer.Write(model));
        }
    }

    /// <summary>Reads a transformer; ML.NET calls it through <see cref="AudioModelLoading"/>.</summary>
    /// <param name="environment">The environment, which is not used.</param>
    /// <param name="context">The place in the file, an internal type of ML.NET.</param>
    /// <exception cref="GenreNetException">The file is damaged, or this version of ML.NET differs.</exception>
    public static AudioTransformer Read(object environment, object context)
    {
        byte[] json = Entry(context, Settings) ?? throw new GenreNetException("The pipeline lacks the settings of an audio transform: save it again.");
        return TransformState.Open(json, Entry(context, Model));
    }

    private static byte[]? Entry(object context, string name)
    {
        using var content = new MemoryStream();
        Action<BinaryReader> copy = reader => reader.BaseStream.CopyTo(content);
        MethodInfo method = MlNetInternals.Method(context.GetType(), "TryLoadBinaryStream", typeof(string), typeof(Action<BinaryReader>));
        return (bool)method.Invoke(context, BindingFlags.DoNotWrapExceptions, null, [name, copy], null)! ? content.ToArray() : null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void SaveBinaryStream(ModelSaveContext context, string name, Action<BinaryWriter> action);
}
