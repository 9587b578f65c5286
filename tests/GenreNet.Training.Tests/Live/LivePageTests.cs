using System.Xml.Linq;
using GenreNet.Training.Live;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Reports;

namespace GenreNet.Training.Tests.Live;

public sealed class LivePageTests : IDisposable
{
    private const string Odd = "<img src=x onerror=alert(1)>";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_running_fit_shows_progress_time_left_curves_and_settings()
    {
        LiveFolder.Write(_folder.Path, beat: 1);
        XElement body = PageText.RequireSelfContained(new LivePage("mine", "runs/mine").Build(Read()));
        Assert.Equal("0.2", (string?)body.Descendants("progress").Single().Attribute("value"));
        string[] figures = [.. body.Descendants("b").Select(b => b.Value)];
        Assert.Contains("2 / 10", figures);
        Assert.Contains("1 min 20 s", figures);
        Assert.Contains(body.Descendants("figcaption"), c => c.Value == "Loss");
        Assert.Contains(["learning rate", "0.001"], PageText.Table(body, "Settings"));
    }

    [Fact]
    public void Texts_of_files_are_escaped_in_page_and_events()
    {
        LiveFolder.Write(_folder.Path, beat: 1, RunState.Failed, network: Odd);
        string page = new LivePage(Odd, Odd).Build(Read());
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("Failed: The loss <is> not finite.", PageText.Body(page).Value, StringComparison.Ordinal);
        LiveEvent state = new LivePage(Odd, Odd).Event(Read());
        Assert.All(state.Parts.Values, part => Assert.DoesNotContain("<img", part.Content, StringComparison.Ordinal));
        Assert.All(state.Parts.Values, part => XElement.Parse($"<div>{part.Content}</div>"));
    }

    [Fact]
    public void Only_parts_that_change_get_a_new_version()
    {
        LiveFolder.Write(_folder.Path, beat: 1);
        LiveSnapshot first = Read();
        LiveSnapshot later = first with { Progress = first.Progress! with { ElapsedSeconds = 25 } };
        var page = new LivePage("mine", "runs/mine");
        (LiveEvent a, LiveEvent b) = (page.Event(first), page.Event(later));
        Assert.NotEqual(a.Parts["state"].Version, b.Parts["state"].Version);
        Assert.Equal(a.Parts["curves"], b.Parts["curves"]);
        Assert.Equal("20 % \u2013 mine", a.Title);
    }

    [Fact]
    public void Each_state_says_what_to_do()
    {
        var page = new LivePage("mine", "runs/mine");
        Assert.Contains("genrenet train DATA --out runs/mine", Decoded(page.Build(new LiveSnapshot(LiveState.Waiting))), StringComparison.Ordinal);
        LiveFolder.Write(_folder.Path, beat: 1);
        Assert.Contains("no sign of life for 42 s", page.Build(Read() with { State = LiveState.Stalled, Silence = TimeSpan.FromSeconds(42) }), StringComparison.Ordinal);
        Assert.Contains("--resume", page.Build(Read() with { State = LiveState.Interrupted }), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_scripts_the_page_is_loaded_again() =>
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>", new LivePage("a", "a").Build(new LiveSnapshot(LiveState.Waiting)), StringComparison.Ordinal);

    private static string Decoded(string page) => PageText.Decoded(page);

    private LiveSnapshot Read() => new LiveRun(new RunFolder(_folder.Path), TimeProvider.System).Read();
}
