using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Cli;

/// <summary>Extracts the features of one file into one <c>.npz</c> file, in constant memory regardless of its length.</summary>
/// <param name="names">Feature names from <see cref="FeatureMenu"/>.</param>
/// <param name="sampleRate">The sample rate to convert to, in Hz; null to keep the rate of the file.</param>
/// <param name="coefficients">MFCCs per frame.</param>
internal sealed class FileExtraction(IReadOnlyList<string> names, int? sampleRate, int coefficients)
{
    /// <summary>Extracts the features; the target is either written completely or not at all.</summary>
    /// <param name="input">The audio.</param>
    /// <param name="target">Path of the <c>.npz</c> file.</param>
    /// <param name="progress">Receives occasional progress reports.</param>
    /// <param name="cancellationToken">Cancels the extraction; no file is left behind.</param>
    /// <returns>The shape of each array, and the sample rates of the audio.</returns>
    /// <exception cref="GenreNetException">The audio cannot be decoded, or the target cannot be written.</exception>
    public ExtractedFile Extract(ReopenedAudio input, string target, IProgress<AudioProgress> progress, CancellationToken cancellationToken)
    {
        int rate = sampleRate ?? input.SampleRate;
        string[] framewise = [.. names.Where(n => n != FeatureMenu.Summary && !FeatureMenu.Deltas.ContainsKey(n))];
        string[] deltas = [.. names.Where(FeatureMenu.Deltas.ContainsKey)];
        string[] computed = [.. framewise.Concat(deltas.Length > 0 ? [FeatureMenu.Mfcc] : []).Distinct()];
        FrameOptions[] options = [.. computed.Select(name => FeatureMenu.Options(name, rate, coefficients)!)];
        var columns = new Dictionary<string, NpyColumns>();
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
            foreach (string name in names.Where(n => n != FeatureMenu.Summary))
            {
                columns.Add(name, new NpyColumns(folder, FeatureMenu.Options(FeatureMenu.Deltas.ContainsKey(name) ? FeatureMenu.Mfcc : name, rate, coefficients)!.ValueCount));
            }

            // The mel bands of pretrained networks have their own sample rates and hops.
            foreach (FrameOptions[] group in options.GroupBy(o => (o.SampleRate, o.HopLength)).Select(g => g.ToArray()))
            {
                string[] own = [.. computed.Where((_, i) => group.Contains(options[i]))];
                int mfcc = Array.IndexOf(own, FeatureMenu.Mfcc);
                DeltaFilter[] filters = [.. (mfcc < 0 ? [] : deltas).Select(name => new DeltaFilter(new DeltaExtractor(FeatureMenu.Deltas[name]), coefficients, columns[name].Write))];
                var sink = new ColumnSink(group, [.. own.Select(columns.GetValueOrDefault)], filters, mfcc);
                new FeatureExtractor(group).Extract(input.Open, sink.Write, progress, cancellationToken);
                Complete(filters, input.Name);
            }

            NpzEntry[] arrays = names.Contains(FeatureMenu.Summary) ? Summarise(input, rate, progress, cancellationToken) : [];
            NpzWriter.Write(target, [.. arrays, .. columns.Select(c => NpzEntry.Of(c.Key, c.Value))], cancellationToken);
            return new ExtractedFile(
            [
                .. columns.Select(c => ($"{c.Key} ({c.Value.RowCount}, {c.Value.ColumnCount})", RateOf(c.Key, rate))),
                .. arrays.Select(a => ($"{a.Name} ({SummaryExtractor.ColumnNames.Count},)", rate)),
            ]);
        }
        finally
        {
            foreach (NpyColumns column in columns.Values)
            {
                column.Dispose();
            }
        }
    }

    private int RateOf(string name, int rate) => FeatureMenu.Options(name, rate, coefficients)?.SampleRate ?? rate;

    private static void Complete(DeltaFilter[] filters, string name)
    {
        foreach (DeltaFilter filter in filters)
        {
            try
            {
                filter.Complete();
            }
            catch (ArgumentException problem)
            {
                throw new AudioFormatException(
                    name, $"the clip has fewer frames than the delta window ({filter.Width} frames). Give a longer clip, or extract other features.", innerException: problem);
            }
        }
    }

    private static NpzEntry[] Summarise(ReopenedAudio input, int rate, IProgress<AudioProgress> progress, CancellationToken cancellationToken)
    {
        float[] summary = new SummaryExtractor(SummaryOptions.Gtzan with { SampleRate = rate }).Extract(input.Open, progress, cancellationToken);
        string[] columns = [.. SummaryExtractor.ColumnNames];
        return [NpzEntry.Of(FeatureMenu.Summary, NpyArray.Create(summary, summary.Length)), NpzEntry.Of("summary_columns", NpyArray.Create(columns, columns.Length))];
    }
}
