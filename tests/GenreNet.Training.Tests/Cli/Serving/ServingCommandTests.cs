using System.Text.Json.Nodes;
using GenreNet.Server.Monitoring;
using GenreNet.Training.Tests.Support;
using Microsoft.Data.Sqlite;

namespace GenreNet.Training.Tests.Cli.Serving;

public sealed class ServingCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Client_classifies_a_folder_and_counts_correct_predictions()
    {
        foreach (string name in (string[])["hip-hop 1.wav", "rock.00000.wav", "rock.00001.mp3", "notes.txt", "song.wav"])
        {
            File.WriteAllText(_folder.File("music", name), name);
        }

        using var service = new FakeService(asked => asked.Path == "/genres" ? new(200, """{"genres":["hiphop","rock"]}""")
            : asked.Body.Contains("rock.00001", StringComparison.Ordinal) ? new(422, """{"detail":"rock.00001.mp3: it is damaged."}""")
            : new(200, """{"genre":"rock","confidence":0.75}"""));
        CliRun run = CliRun.Of("client", _folder.File("music", "."), "--url", service.Url.AbsoluteUri);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"hip-hop 1\.wav +hiphop +rock +75\.0 % +incorrect", run.Output);
        Assert.Matches(@"rock\.00000\.wav +rock +rock +75\.0 % +correct", run.Output);
        Assert.Matches(@"song\.wav +\? +rock", run.Output);
        Assert.Contains("1 of 2 files classified correctly: 50.0 % (95 % CI 9.5 % to 90.5 %).", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 4 files could not be classified", run.Output, StringComparison.Ordinal);
        Assert.Contains("genrenet: rock.00001.mp3: it is damaged.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("notes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_prints_the_warnings_of_the_service()
    {
        foreach (string name in (string[])["silence.wav", "tone.wav", "moment.wav"])
        {
            File.WriteAllText(_folder.File("odd", name), name);
        }

        using var service = new FakeService(asked => asked.Path == "/genres" ? new(200, """{"genres":["rock"]}""")
            : asked.Body.Contains("silence.wav", StringComparison.Ordinal)
                ? new(200, """{"genre":"unknown","confidence":0,"ranking":[],"silent":true,"short":true,"out_of_distribution":false,"warnings":["silence.wav is silent."]}""")
            : asked.Body.Contains("tone.wav", StringComparison.Ordinal)
                ? new(200, """{"genre":"rock","confidence":0.2,"silent":false,"short":false,"out_of_distribution":true,"warnings":["It is unlike the training music."]}""")
            : new(200, """{"genre":"rock","confidence":0.2,"short":true,"out_of_distribution":true,"warnings":["moment.wav is only 0.01 s long."]}"""));
        CliRun run = CliRun.Of("client", _folder.File("odd", "."), "--url", service.Url.AbsoluteUri);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"silence\.wav .*unknown +0\.0 % .*silent", run.Output);
        Assert.Matches(@"tone\.wav .*rock +20\.0 % .*unlike the training music", run.Output);
        Assert.Matches(@"moment\.wav .*short; unlike the training music", run.Output);
        Assert.Contains("warning: silence.wav is silent.", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"warning: .*tone\.wav: It is unlike the training music\.", run.Error);
    }

    [Fact]
    public void Json_is_one_line_per_file()
    {
        string file = _folder.File("one.wav");
        File.WriteAllText(file, "x");
        using FakeService service = FakeService.Of(new FakeService.Reply(200, """{"genre":"rock","predicted_genre":"rock","confidence":0.75}"""));
        CliRun run = CliRun.Of("client", file, "--url", service.Url.AbsoluteUri, "--actual-genre", "Rock", "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode line = JsonNode.Parse(Assert.Single(run.Output.Trim().Split('\n')))!;
        Assert.Equal((file, "Rock", "rock", true), ((string?)line["file"], (string?)line["actual_genre"], (string?)line["genre"], (bool?)line["correct"]));
    }

    [Fact]
    public void A_genre_unknown_to_the_service_is_neither_correct_nor_incorrect()
    {
        string file = _folder.File("one.wav");
        File.WriteAllText(file, "x");
        // An earlier version of the service calls this wrong.
        using FakeService service = FakeService.Of(new FakeService.Reply(200, """{"genre":"rock","confidence":0.75,"actual_genre":"Polka","correct":false}"""));
        CliRun run = CliRun.Of("client", file, "--url", service.Url.AbsoluteUri, "--actual-genre", "Polka");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"one\.wav +Polka +rock +75\.0 % +unknown to the model", run.Output);
        Assert.Contains("1 of 1 file has a genre unknown to the model and is not counted as correct or incorrect.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("classified correctly", run.Output, StringComparison.Ordinal);
        CliRun json = CliRun.Of("client", file, "--url", service.Url.AbsoluteUri, "--actual-genre", "Polka", "--json");
        Assert.DoesNotContain("correct", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--url must be an address", "client", "x", "--url", "here")]
    [InlineData(2, "--timeout must be a number", "client", "x", "--timeout", "0")]
    [InlineData(1, "There is no file or folder nowhere", "client", "nowhere")]
    [InlineData(1, "There is no file or folder nowhere", "drift", "nowhere")]
    public void Invalid_input_is_reported_in_one_line(int exitCode, string words, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreachable_service_is_reported_with_the_remedy()
    {
        string file = _folder.File("one.wav");
        File.WriteAllText(file, "x");
        CliRun run = CliRun.Of("client", file, "--url", "http://127.0.0.1:1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("http://127.0.0.1:1/ does not respond", run.Error, StringComparison.Ordinal);
        Assert.Contains("src/GenreNet.Server", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_is_read_from_a_folder_of_logs()
    {
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("log", "predictions-1.sqlite"), Pooling = false }.ToString()))
        {
            connection.Open();
            PredictionLogTable.Create(connection);
            LoggedPrediction row = new(DateTimeOffset.UnixEpoch, "default", "rock", 0.6, "rock", 30, [-300, 100, -10, 35, -1, 15, -6, 10, -8, 8, -7, 4, -5]);
            PredictionLogTable.Insert(connection, Enumerable.Repeat(row, 30).Append(row with { Time = row.Time.AddDays(5), Genre = "jazz" }));
        }

        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("odd", "predictions-1.sqlite"), Pooling = false }.ToString()))
        {
            connection.Open();
            PredictionLogTable.Create(connection);
            LoggedPrediction silent = new(DateTimeOffset.UnixEpoch, "default", "unknown", 0, "polka", 30, []);
            PredictionLogTable.Insert(connection, Enumerable.Range(0, 30).Select(i => silent with { ActualGenre = $"genre {i}" }).Prepend(silent).Prepend(silent));
        }

        CliRun odd = CliRun.Of("drift", _folder.File("odd", "."));
        Assert.Equal(0, odd.ExitCode);
        Assert.Contains("32 silent clips were excluded from the means.", odd.Output, StringComparison.Ordinal);
        Assert.Contains("32 clips with a genre unknown to the model are not counted as incorrect: polka 2, genre 0 1,", odd.Output, StringComparison.Ordinal);
        Assert.Contains("other (21 names) 21.", odd.Output, StringComparison.Ordinal);

        // One that a service has just begun.
        File.WriteAllText(_folder.File("log", "predictions-2.sqlite"), string.Empty);
        CliRun run = CliRun.Of("drift", _folder.File("log", "."));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("31 clips from 1970-01-01", run.Output, StringComparison.Ordinal);
        Assert.Contains("Drift detected in MFCC 1:", run.Output, StringComparison.Ordinal);
        Assert.Contains("30 of 31 clips with a known genre classified correctly", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"clips\":1,", CliRun.Of("drift", _folder.File("log", "."), "--days", "1", "--json").Output, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("bad", "x.sqlite"), "no database");
        Assert.Contains("x.sqlite is not a prediction log", CliRun.Of("drift", _folder.File("bad", ".")).Error, StringComparison.Ordinal);
    }
}
