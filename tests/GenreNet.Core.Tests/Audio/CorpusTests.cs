using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio;

/// <summary>Files that fuzzing found to break something once: each is read or refused, in little memory.</summary>
public class CorpusTests
{
    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", "audio")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_decoded_or_rejected_with_little_memory(string file)
    {
        using var stream = new MemoryStream(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Corpus", "audio", file)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using AudioReader reader = AudioFile.Open(stream, file, ffmpeg: null).ResampledTo(22050);
            float[] samples = new float[4096];
            while (reader.Read(samples) > 0)
            {
            }
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000_000);
    }
}
