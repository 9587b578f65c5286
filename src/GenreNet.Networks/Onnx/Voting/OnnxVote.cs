using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;
using static GenreNet.Networks.OnnxGraphBuilder;

namespace GenreNet.Networks;

/// <summary>Combines several models into an ensemble in one file: their probabilities are raised to a weight each and multiplied.</summary>
/// <remarks>
/// Works on the graphs themselves, regardless of the networks in them. Each model receives its slice of the input row. The logits of the
/// ensemble are the weighted sum of the models' logits, because the divisor of a softmax is the same for all genres.
/// </remarks>
public static class OnnxVote
{
    // Types of ONNX attributes that GenreNet's networks do not have.
    private const int GraphAttribute = 5;
    private const int GraphsAttribute = 10;

    private static readonly string[] None = [];

    /// <summary>Writes the ensemble of several models.</summary>
    /// <param name="parts">Two or more models with the same genres.</param>
    /// <param name="card">The card of the ensemble. The graph gets its temperature; the card in the file gets the checksum of the
    /// weights.</param>
    /// <returns>The content of the file; equal input gives equal bytes.</returns>
    /// <exception cref="GenreNetException">A model is multi-label, or its graph cannot be combined with the others.</exception>
    public static byte[] Combine(IReadOnlyList<VotePart> parts, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(card);
        ModelProto[] models = [.. parts.Select(Parse)];
        var graph = new OnnxGraphBuilder(card.Network, ModelFormat.FeaturesInput, [card.Features.FrameCount, card.Features.CoefficientCount]);
        GraphProto all = graph.Build();
        List<string> votes = [];
        List<(string Name, int Size)> embeddings = [];
        (string Name, int Size)? content = null;
        for (int i = 0; i < parts.Count; i++)
        {
            string prefix = $"part{i + 1}_";
            GraphProto part = models[i].Graph;
            string input = AppendInput(graph, parts[i], card, prefix);
            bool hasContent = content is null && parts[i].Card.Content is not null;
            string[] wanted = [ModelFormat.LogitsOutput, ModelFormat.EmbeddingOutput, .. hasContent ? [ModelFormat.ContentOutput] : None];
            Append(all, part, prefix, input, [.. part.Output.Select(o => o.Name).Intersect(wanted)], parts[i].Name);
            votes.Add(AppendVote(graph, parts[i], card.Genres, prefix));
            embeddings.AddRange(Outputs(part, ModelFormat.EmbeddingOutput).Select(size => (prefix + ModelFormat.EmbeddingOutput, size)));
            content = hasContent ? (prefix + ModelFormat.ContentOutput, Outputs(part, ModelFormat.ContentOutput).Single()) : content;
        }

        graph.GoTo(votes[0]);
        graph.Add("Sum", ModelFormat.LogitsOutput, votes.Skip(1));
        graph.MarkOutput([card.Genres.Count]);
        OnnxExporter.AppendProbabilities(graph, card);
        graph.MarkOutput([card.Genres.Count]);
        if (embeddings.Count > 0)
        {
            graph.GoTo(embeddings[0].Name);
            graph.Add("Concat", ModelFormat.EmbeddingOutput, embeddings.Skip(1).Select(e => e.Name), Attribute("axis", 1L));
            graph.MarkOutput([embeddings.Sum(e => e.Size)]);
        }

        if (content is { } side)
        {
            graph.GoTo(side.Name);
            graph.Add("Identity", ModelFormat.ContentOutput, None);
            graph.MarkOutput([side.Size]);
        }

        return Write(all, models, parts, card);
    }

    private static byte[] Write(GraphProto graph, ModelProto[] models, IReadOnlyList<VotePart> parts, ModelCard card)
    {
        var model = new ModelProto
        {
            IrVersion = models.Max(m => m.IrVersion),
            ProducerName = "GenreNet",
            DocString = "Music genre classifiers that vote. The input is one row with the features of all of them, not standardised: the graph standardises it.",
            Graph = graph,
        };
        model.OpsetImport.AddRange(models[0].OpsetImport);
        int other = Array.FindIndex(models, m => !m.OpsetImport.SequenceEqual(models[0].OpsetImport));
        if (other > 0)
        {
            throw new GenreNetException($"{parts[0].Name} and {parts[other].Name} are written for different ONNX operator sets: export one of them again with this version of GenreNet.");
        }

        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelFormat.CardKey });
        return OnnxModelFile.WithChecksum(model, card);
    }

    private static ModelProto Parse(VotePart part)
    {
        if (part.Card.IsMultiLabel)
        {
            throw new GenreNetException($"{part.Name} is multi-label, so it cannot vote with models that choose one genre: remove it.");
        }

        try
        {
            ModelProto model = ModelProto.Parser.ParseFrom(part.File);
            return model.Graph?.Output.Any(o => o.Name == ModelFormat.LogitsOutput) == true && model.Graph.Node.All(n => n.Attribute.All(a => (int)a.Type is not (GraphAttribute or GraphsAttribute)))
                ? model
                : throw new InvalidOperationException("it has no logits, or nested graphs");
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new ModelFormatException($"{part.Name} is not a model that can vote ({problem.Message.TrimEnd('.')}): use .onnx files that 'genrenet train' wrote.", problem);
        }
    }

    // Extracts the model's own features, [batch, frames, coefficients], from the row.
    private static string AppendInput(OnnxGraphBuilder graph, VotePart part, ModelCard card, string prefix)
    {
        int size = part.Card.Features.ValuesPerSegment;
        if (part.Card.Features.FrameCount == card.Features.FrameCount && size == card.Features.ValuesPerSegment)
        {
            return ModelFormat.FeaturesInput;
        }

        graph.GoTo(ModelFormat.FeaturesInput);
        graph.Add("Slice", $"{prefix}row", [graph.Integers($"{prefix}start", part.Offset), graph.Integers($"{prefix}end", part.Offset + size), graph.Integers($"{prefix}axis", 2)]);
        graph.Add("Reshape", $"{prefix}features", [graph.Integers($"{prefix}shape", 0, part.Card.Features.FrameCount, part.Card.Features.CoefficientCount)]);
        return graph.Last;
    }

    // Omits nodes that no required output depends on, such as the model's own softmax.
    private static void Append(GraphProto all, GraphProto part, string prefix, string input, string[] outputs, string name)
    {
        var needed = outputs.ToHashSet(StringComparer.Ordinal);
        List<NodeProto> kept = [];
        foreach (NodeProto node in part.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            needed.UnionWith(node.Input);
            kept.Add(node);
        }

        var known = kept.SelectMany(n => n.Output).Concat(part.Initializer.Select(w => w.Name)).Append(ModelFormat.FeaturesInput).Append(string.Empty).ToHashSet(StringComparer.Ordinal);
        if (needed.FirstOrDefault(tensor => !known.Contains(tensor)) is { } missing)
        {
            throw new ModelFormatException($"{name} is damaged (nothing computes '{missing}'): export the model again.");
        }

        string Renamed(string tensor) => tensor.Length == 0 ? tensor : tensor == ModelFormat.FeaturesInput ? input : prefix + tensor;
        foreach (NodeProto node in Enumerable.Reverse(kept))
        {
            NodeProto copy = node.Clone();
            copy.Name = prefix + node.Name;
            copy.Input.Clear();
            copy.Input.AddRange(node.Input.Select(Renamed));
            copy.Output.Clear();
            copy.Output.AddRange(node.Output.Select(Renamed));
            all.Node.Add(copy);
        }

        foreach (TensorProto weights in part.Initializer.Where(w => needed.Contains(w.Name)))
        {
            TensorProto copy = weights.Clone();
            copy.Name = prefix + weights.Name;
            all.Initializer.Add(copy);
        }
    }

    // Appends the model's logits in the order of the ensemble's genres, multiplied by the weight.
    private static string AppendVote(OnnxGraphBuilder graph, VotePart part, IReadOnlyList<string> genres, string prefix)
    {
        long[] places = [.. genres.Select(genre => (long)GenreName.IndexIn(part.Card.Genres, genre))];
        if (places.Length != part.Card.Genres.Count || places.Contains(-1))
        {
            throw new GenreNetException(
                $"{part.Name} has the genres {string.Join(", ", part.Card.Genres)}, but the first model has {string.Join(", ", genres)}: combine only models with the same genres.");
        }

        graph.GoTo(prefix + ModelFormat.LogitsOutput);
        if (!places.Index().All(place => place.Item == place.Index))
        {
            graph.Add("Gather", $"{prefix}ordered", [graph.Integers($"{prefix}order", places)], Attribute("axis", 1L));
        }

        double factor = part.Weight / (part.Card.Calibration?.Temperature ?? 1);
        graph.Add("Mul", $"{prefix}vote", [graph.Floats($"{prefix}weight", [1], [(float)factor])]);
        return graph.Last;
    }

    private static IEnumerable<int> Outputs(GraphProto part, string name) =>
        part.Output.Where(o => o.Name == name).Select(o => checked((int)o.Type.TensorType.Shape.Dim[^1].DimValue));
}
