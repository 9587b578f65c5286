using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace GenreNet.Server.Tests.Monitoring;

public sealed class PredictionLogTests
{
    private static readonly LoggedPrediction Row = new(
        new DateTimeOffset(2026, 11, 25, 23, 59, 59, TimeSpan.Zero), "default", "rock", 0.5, null, 30, [1, 2, 3]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Predictions_are_logged_before_the_service_ends()
    {
        using var folder = new TemporaryFolder();
        await using (TestService service = await TestService.StartAsync($"PredictionLog={folder.Path}/log"))
        {
            for (int i = 0; i < 3; i++)
            {
                using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), "secret-name.wav", "Rock"), Stop))
                {
                }
            }

            await service.StopAsync();
        }

        string file = Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "log"), "*.sqlite"));
        LoggedPrediction[] rows = Read(file);
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Equal(("default", "rock", 13), (row.Model, row.ActualGenre, row.MfccMeans.Count)));
        Assert.All(rows, row => Assert.True(row.MfccMeans[0] < 0 && row.Confidence > 0 && row.DurationSeconds > 1.9));
        Assert.DoesNotContain("secret-name", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_begins_at_midnight_and_at_the_size_limit()
    {
        using var folder = new TemporaryFolder();
        var time = new HandClock { Now = Row.Time };
        var options = new ServerOptions { PredictionLog = folder.Path, PredictionLogMegabytes = 1 };
        using (var file = new PredictionLogFile(options, time))
        {
            file.Write([Row]);
            Assert.False(file.IsFull);
            time.Now = Row.Time.AddSeconds(1);
            Assert.True(file.IsFull);
        }

        using (var file = new PredictionLogFile(options, time))
        {
            file.Write(Enumerable.Repeat(Row, 20_000));
            Assert.True(file.IsFull);
        }

        Assert.Equal(2, Directory.GetFiles(folder.Path, "*.sqlite").Length);
        Assert.Equal(20_001, Directory.GetFiles(folder.Path, "*.sqlite").Sum(file => Read(file).Length));
    }

    [Fact]
    public void Only_old_files_are_deleted()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["predictions-20260101-000000-aaaaaaaa.sqlite", "predictions-20261124-000000-aaaaaaaa.sqlite", "notes.sqlite"])
        {
            File.WriteAllText(folder.File(name), string.Empty);
        }

        using var file = new PredictionLogFile(new ServerOptions { PredictionLog = folder.Path, PredictionLogDays = 30 }, new HandClock { Now = Row.Time });
        Assert.Equal(["notes.sqlite", "predictions-20261124-000000-aaaaaaaa.sqlite"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public void A_file_that_cannot_be_created_leaves_no_remains()
    {
        using var folder = new TemporaryFolder();
        using var file = new PredictionLogFile(new ServerOptions { PredictionLog = folder.Path }, new HandClock { Now = Row.Time });
        Directory.Delete(folder.Path);
        Assert.Throws<SqliteException>(() => file.Write([Row]));
        Directory.CreateDirectory(folder.Path);
        Assert.Empty(Directory.GetFiles(folder.Path));
        file.Write([Row]);
        Assert.Single(Read(Assert.Single(Directory.GetFiles(folder.Path, "*.sqlite"))));
    }

    private static LoggedPrediction[] Read(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return [.. PredictionLogTable.Read(connection)];
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
