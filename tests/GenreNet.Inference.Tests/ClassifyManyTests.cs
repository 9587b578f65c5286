using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

public class ClassifyManyTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_a_folder_are_classified_although_one_is_damaged()
    {
        using var folder = Music();
        await File.WriteAllTextAsync(folder.File("b/broken.wav"), "RIFFthis is no wave file", Token);
        await File.WriteAllTextAsync(folder.File("notes.txt"), "not meant to be audio", Token);
        using var classifier = Fixture.Load();
        List<ClassifiedFile> files = await classifier.ClassifyManyAsync(folder.Path, maxParallelism: 2, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(["a.wav", "broken.wav", "c.wav", "d.wav"], files.Select(f => Path.GetFileName(f.Path)).Order());
        foreach (ClassifiedFile file in files.Where(f => f.IsClassified))
        {
            Assert.Null(file.Error);
            Assert.Equal(classifier.Classify(file.Path).Ranking, file.Prediction!.Ranking);
        }

        ClassifiedFile bad = Assert.Single(files, f => !f.IsClassified);
        Assert.Null(bad.Prediction);
        Assert.Contains("broken.wav", Assert.IsType<AudioFormatException>(bad.Error).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pipe_in_a_folder_is_reported_without_waiting()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Named pipes need Linux or macOS");
        using var folder = Music();
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [folder.File("pipe.wav")]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var classifier = Fixture.Load();
        List<ClassifiedFile> files = await classifier.ClassifyManyAsync(folder.Path, cancellationToken: Token).ToListAsync(Token);
        ClassifiedFile pipe = Assert.Single(files, f => !f.IsClassified);
        Assert.Contains("is a pipe, not a file", pipe.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_files_are_reported()
    {
        using var classifier = Fixture.Load();
        ClassifiedFile file = Assert.Single(await classifier.ClassifyManyAsync(["nowhere.wav"], cancellationToken: Token).ToListAsync(Token));
        Assert.IsType<FileNotFoundException>(file.Error);
        Assert.Throws<DirectoryNotFoundException>(() => classifier.ClassifyManyAsync("no such folder", cancellationToken: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.ClassifyManyAsync(["a"], maxParallelism: 0, cancellationToken: Token));
    }

    [Fact]
    public async Task Files_are_enumerated_only_as_needed()
    {
        using var folder = Music();
        using var classifier = Fixture.Load();
        int taken = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                taken++;
                yield return folder.File("a.wav");
            }
        }

        await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(Endless(), maxParallelism: 2, cancellationToken: Token))
        {
            Assert.True(file.IsClassified);
            break;
        }

        // Two at a time, two answers waiting, one looked at, and what was taken before the work stopped.
        Assert.InRange(taken, 1, 12);
        int before = taken;
        await Task.Delay(100, Token);
        Assert.Equal(before, taken);
    }

    [Fact]
    public async Task Cancellation_and_disposal_end_the_enumeration()
    {
        using var folder = Music();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var classifier = Fixture.Load();
        string[] files = [.. Enumerable.Repeat(folder.File("a.wav"), 1000)];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(files, cancellationToken: stop.Token))
            {
                await stop.CancelAsync();
            }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(files, cancellationToken: Token))
            {
                classifier.Dispose();
            }
        });
    }

    /// <summary>Three clips: <c>a.wav</c>, <c>b/c.wav</c> and <c>b/d.wav</c>.</summary>
    private static TemporaryFolder Music()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("b"));
        WavWriter.Write(folder.File("a.wav"), Fixture.Music("house", 4), 22050);
        WavWriter.Write(folder.File("b/c.wav"), Fixture.Music("waltz", 3), 22050);
        WavWriter.Write(folder.File("b/d.wav"), Fixture.Music("dub", 5), 22050);
        return folder;
    }
}
