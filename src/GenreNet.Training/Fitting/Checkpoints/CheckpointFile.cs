using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Core.Numpy;
using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents the state of a fit after an epoch, stored as an <c>.npz</c> file: weights, optimizer state, best weights, and metadata as
/// JSON.
/// </summary>
/// <remarks>
/// The file is renamed into place when it is complete, so that a full disk or a crash leaves the previous one intact. The archive has
/// checksums.
/// </remarks>
/// <param name="Path">Path of the file.</param>
public sealed record CheckpointFile(string Path)
{
    private const string DescriptionName = "description";
    private const string WeightsPrefix = "weights/";
    private const string BestPrefix = "best/";
    private const string OptimizerPrefix = "optimizer/";
    private const string HeadPrefix = "head/";

    /// <summary>Whether the file exists.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Deletes the file, and those of further ensemble members, once the fit is complete.</summary>
    public void Delete()
    {
        AtomicFile.Delete(Path);
        // A process killed during a save leaves its temporary file.
        AtomicFile.DeleteLeftovers(Path);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        string extension = System.IO.Path.GetExtension(Path);
        string stem = System.IO.Path.GetFileNameWithoutExtension(Path);
        // CHECKPOINT.2.npz and higher, and temporary files of their writes; other files in the folder are kept.
        var member = new Regex(
            $@"\A{Regex.Escape(stem)}\.([2-9]|[1-9][0-9]{{1,3}}){Regex.Escape(extension)}(?=\z|\.genrenet-)", RegexOptions.CultureInvariant);
        string[] all = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        IEnumerable<string> names = all.Select(file => member.Match(System.IO.Path.GetFileName(file)).Value).Where(name => name.Length > 0);
        foreach (string file in names.Distinct(StringComparer.Ordinal).Select(name => System.IO.Path.Combine(folder, name)))
        {
            File.Delete(file);
            AtomicFile.DeleteLeftovers(file);
        }
    }

    /// <summary>Returns the checkpoint of another ensemble member, next to this one.</summary>
    /// <param name="member">The index of the member, from 1.</param>
    public CheckpointFile OfMember(int member) => new(System.IO.Path.ChangeExtension(Path, $".{member + 1}{System.IO.Path.GetExtension(Path)}"));

    /// <summary>Saves the state of a fit.</summary>
    /// <param name="state">The state, after an epoch.</param>
    /// <param name="origin">The settings and data of the fit.</param>
    /// <exception cref="GenreNetException">The file cannot be written; an earlier file is kept.</exception>
    internal void Save(FittingState state, FittingOrigin origin)
    {
        var description = new CheckpointDescription
        {
            FormatVersion = CheckpointDescription.CurrentFormat,
            Origin = origin,
            StepCount = state.Optimizer.StepCount,
            Plateau = state.Schedule.Plateau,
            Best = state.Stopping.Best!,
            History = state.History,
        };
        try
        {
            NpzWriter.Write(
                Path,
                [
                    NpzEntry.Of(DescriptionName, NpyArray.Create([JsonSerializer.Serialize(description, CheckpointJson.Default.CheckpointDescription)], 1)),
                    .. Entries(WeightsPrefix, state.Network.SaveWeights()),
                    .. Entries(BestPrefix, state.Stopping.BestWeights!),
                    .. state.Head?.Parameters.Select(p => NpzEntry.Of(HeadPrefix + p.Name, Array(Values(p.Parameter), p.Parameter.shape))) ?? [],
                    .. state.Optimizer.State.Select(s => NpzEntry.Of(OptimizerPrefix + s.Name, Array(Values(s.Tensor), s.Tensor.shape))),
                ],
                CompressionLevel.NoCompression);
        }
        catch (GenreNetException problem)
        {
            string earlier = Exists ? $"; {Path} still contains an earlier epoch, from which --resume continues" : string.Empty;
            throw new GenreNetException($"The checkpoint of epoch {state.History.Count} cannot be saved: {problem.Message.TrimEnd('.')}{earlier}.", problem);
        }
    }

    /// <summary>Restores the state of a fit from the file.</summary>
    /// <param name="state">A state before its first epoch, updated in place.</param>
    /// <param name="origin">The settings and data of the fit.</param>
    /// <exception cref="GenreNetException">The file does not exist, is damaged, or belongs to another fit.</exception>
    internal void Restore(FittingState state, FittingOrigin origin)
    {
        if (!Exists)
        {
            throw new GenreNetException($"There is no checkpoint {Path} to resume from: omit --resume to start a new run.");
        }

        try
        {
            using NpzReader file = NpzReader.Open(Path);
            Restore(state, origin, file);
        }
        catch (Exception problem) when (problem is NumpyFormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new GenreNetException($"The checkpoint {Path} is damaged ({problem.Message.TrimEnd('.')}): omit --resume to start again.", problem);
        }
    }

    private static IEnumerable<NpzEntry> Entries(string prefix, NetworkWeights weights) =>
        weights.Names.Select(name => NpzEntry.Of($"{prefix}{name.Layer}/{name.Role}", Array(weights[name.Layer, name.Role].Values, weights[name.Layer, name.Role].Shape)));

    private static NpyArray Array(float[] values, IEnumerable<long> shape) => NpyArray.Create(values, [.. shape.Select(axis => (int)axis)]);

    private void Restore(FittingState state, FittingOrigin origin, NpzReader file)
    {
        string json = file.Read(DescriptionName).AsText() is [var text] ? text : throw new JsonException("its description is not a single string");

        // Check the version first, because another format may have other properties.
        using (JsonDocument document = JsonDocument.Parse(json))
        {
            if (document.RootElement.GetProperty("format_version").GetInt32() is var form && form != CheckpointDescription.CurrentFormat)
            {
                throw new GenreNetException($"The checkpoint {Path} was written by another version of GenreNet (format {form}): omit --resume to start again.");
            }
        }

        CheckpointDescription description = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointDescription) ?? throw new JsonException("its description is empty");
        if (description.Origin.DifferenceFrom(origin) is { } difference)
        {
            throw new GenreNetException($"The checkpoint {Path} is {difference}: use the same settings, data and machine, or omit --resume to start again.");
        }

        NetworkWeights shapes = state.Network.SaveWeights();
        state.Network.LoadWeights(Read(file, WeightsPrefix, shapes));
        using IDisposable noGradient = no_grad();
        IEnumerable<(string Name, Tensor Target)> others =
        [
            .. state.Head?.Parameters.Select(p => (HeadPrefix + p.Name, (Tensor)p.Parameter)) ?? [],
            .. state.Optimizer.State.Select(s => (OptimizerPrefix + s.Name, s.Tensor)),
        ];
        foreach ((string name, Tensor target) in others)
        {
            using Tensor source = tensor(Values(file, name, target.numel()), target.shape);
            target.copy_(source);
        }

        state.Optimizer.StepCount = description.StepCount;
        state.Schedule.Plateau = description.Plateau;
        state.History.AddRange(description.History);
        state.Stopping.Restore(description.Best, Read(file, BestPrefix, shapes), description.History.Count);
    }

    private static NetworkWeights Read(NpzReader file, string prefix, NetworkWeights shapes)
    {
        var weights = new NetworkWeights();
        foreach ((string layer, string role) in shapes.Names)
        {
            WeightArray shape = shapes[layer, role];
            weights[layer, role] = shape with { Values = Values(file, $"{prefix}{layer}/{role}", shape.Values.Length) };
        }

        return weights;
    }

    private static float[] Values(Tensor tensor)
    {
        using Tensor local = tensor.cpu();
        using Tensor rows = local.contiguous();
        return rows.data<float>().ToArray();
    }

    private static float[] Values(NpzReader file, string name, long count)
    {
        float[] values = file.Read(name).AsSpan<float>().ToArray();
        return values.Length == count ? values : throw new JsonException($"its array {name} has {values.Length} values instead of {count}");
    }
}
