using GenreNet.Core.Audio;
using GenreNet.Fuzzing.Mutation;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Files with changed bytes, which are decoded without ffmpeg.</summary>
internal static class MutatedFiles
{
    private const int Count = 2000;

    /// <summary>
    /// Decodes 2000 mutations. Each gives finite samples or an error that names the file, and allocates at most 32 MB and 200 times its size.
    /// </summary>
    /// <param name="files">Files to mutate.</param>
    /// <param name="repair">Repairs what would keep a mutation from the decoder; called with the number of the mutation.</param>
    /// <returns>The number of mutations that were decoded to their end.</returns>
    public static int Decode(IReadOnlyList<byte[]> files, Func<int, byte[], byte[]>? repair = null)
    {
        var mutator = new Mutator(files, seed: 20);
        float[] block = new float[4096];
        int decoded = 0;
        for (int number = 0; number < Count; number++)
        {
            byte[] file = mutator.Make(number);
            file = repair?.Invoke(number, file) ?? file;
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using AudioReader reader = AudioFile.Open(new MemoryStream(file), "mutation", ffmpeg: null);
                int read;
                while ((read = reader.Read(block)) > 0)
                {
                    Assert.DoesNotContain(block.AsSpan(0, read).ToArray(), sample => !float.IsFinite(sample));
                }

                decoded++;
            }
            catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
            {
                Assert.Contains("mutation", problem.Message, StringComparison.Ordinal);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000_000 + (200L * file.Length));
        }

        return decoded;
    }
}
