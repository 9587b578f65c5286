using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Api;

public sealed class PredictTests(SharedService shared) : IClassFixture<SharedService>
{
    private static readonly byte[] Music = TestClip.Wav(5);

    private HttpClient Client => shared.Client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_response_to_a_form_has_all_members_and_both_genre_names()
    {
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(Music));
        Assert.Equal((string?)answer["genre"], (string?)answer["predicted_genre"]);
        Assert.Equal((string?)answer["genre"], (string?)answer["ranking"]![0]!["genre"]);
        Assert.Equal((double)answer["confidence"]!, (double)answer["ranking"]![0]!["probability"]!);
        Assert.Equal(10, answer["ranking"]!.AsArray().Count);
        Assert.Equal(1, answer["ranking"]!.AsArray().Sum(genre => (double)genre!["probability"]!), 1e-5);
        Assert.Equal(5, (double)answer["duration_seconds"]!, 1e-3);
        Assert.Equal("default", (string?)answer["model"]!["name"]);
        Assert.Equal(10, (int)answer["model"]!["genres"]!);
        Assert.Null(answer["actual_genre"]);
        // Segments of 2 s; the last one ends with the clip and overlaps the one before.
        Assert.Equal([0.0, 2, 3], answer["timeline"]!.AsArray().Select(stretch => (double)stretch!["start_seconds"]!));
        JsonNode last = answer["timeline"]![2]!;
        Assert.Equal(5, (double)last["end_seconds"]!, 1e-3);
        Assert.Equal(10, last["probabilities"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_prediction_equals_that_of_the_library()
    {
        using var classifier = GenreNet.Inference.GenreClassifier.LoadDefault();
        GenreNet.Inference.GenrePrediction expected = classifier.Classify(new MemoryStream(Music));
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(Music));
        Assert.Equal(expected.Genre, (string?)answer["genre"]);
        Assert.Equal(expected.Confidence, (double)answer["confidence"]!, 1e-9);
    }

    [Fact]
    public async Task A_body_has_the_same_response_as_a_form()
    {
        JsonObject form = await AnswerAsync("/predict", TestService.Form(Music));
        Assert.True(JsonNode.DeepEquals(form, await AnswerAsync("/predict", TestService.Body(Music))));
        Assert.True(JsonNode.DeepEquals(form, await AnswerAsync("/predict", TestService.Body(Music, "application/octet-stream"))));
    }

    [Fact]
    public async Task The_query_selects_the_members_of_the_response()
    {
        JsonObject answer = await AnswerAsync("/predict?top=3&timeline=false", TestService.Form(Music));
        Assert.Equal(3, answer["ranking"]!.AsArray().Count);
        Assert.False(answer.ContainsKey("timeline"));
        // A network that counts frames has segments of one length.
        JsonObject fine = await AnswerAsync("/predict?timeline_seconds=1", TestService.Form(Music));
        Assert.Equal(3, fine["timeline"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_model_of_summaries_has_a_timeline_of_the_requested_resolution()
    {
        string model = Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "Fixtures", "summaries.onnx");
        await using TestService service = await TestService.StartWithAsync(("GenreNet:ModelPath", model));
        async Task<JsonNode> Answer(string query)
        {
            using HttpResponseMessage response = await service.Client.PostAsync(query, TestService.Form(Music), Stop);
            return (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        }

        JsonNode answer = await Answer("/predict");
        JsonNode fine = await Answer("/predict?timeline_seconds=1");
        Assert.Single(answer["timeline"]!.AsArray());
        Assert.Equal([0.0, 1, 2, 3, 4], fine["timeline"]!.AsArray().Select(stretch => (double)stretch!["start_seconds"]!));
        Assert.Equal((string?)answer["genre"], (string?)fine["genre"]);
    }

    [Theory]
    [InlineData("Rock", "rock")]
    [InlineData("HIP-HOP", "hiphop")]
    [InlineData("Klezmer", "Klezmer")]
    public async Task An_actual_genre_is_compared(string sent, string expected)
    {
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(Music, actualGenre: sent));
        Assert.Equal(expected, (string?)answer["actual_genre"]);
        // An answer cannot be wrong about a genre that the model does not know.
        Assert.Equal(expected == "Klezmer" ? null : expected == (string?)answer["genre"], (bool?)answer["correct"]);
    }

    [Fact]
    public async Task Silence_has_no_genre()
    {
        byte[] silence = TestClip.Wav(1);
        silence.AsSpan(44).Clear();
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(silence));
        Assert.Equal("unknown", (string?)answer["genre"]);
        Assert.Equal((0.0, true), ((double)answer["confidence"]!, (bool)answer["silent"]!));
        Assert.Empty(answer["ranking"]!.AsArray());
        Assert.Contains("silent", (string?)answer["warnings"]![0], StringComparison.Ordinal);
        JsonNode stretch = Assert.Single(answer["timeline"]!.AsArray())!;
        Assert.Equal(("unknown", 0.0, true), ((string?)stretch["genre"], (double)stretch["probability"]!, (bool)stretch["silent"]!));
        Assert.False(answer.ContainsKey("novelty"));
    }

    [Fact]
    public async Task Sound_that_is_not_music_is_flagged_with_a_low_confidence()
    {
        JsonObject answer = await AnswerAsync("/predict?timeline_seconds=3", TestService.Form(TestClip.Wav(NonMusic.Render("sine 440 Hz"))));
        Assert.Equal((false, false, true), ((bool)answer["silent"]!, (bool)answer["short"]!, (bool)answer["out_of_distribution"]!));
        Assert.True((double)answer["novelty"]! > 1);
        Assert.True((double)answer["confidence"]! < 0.5);
        Assert.All(answer["timeline"]!.AsArray(), stretch => Assert.True((double)stretch!["probability"]! < 0.5));
        Assert.Contains("differs from all music", (string?)Assert.Single(answer["warnings"]!.AsArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_clip_is_flagged_with_a_low_confidence()
    {
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(TestClip.Wav(0.01)));
        Assert.True((bool)answer["short"]!);
        Assert.True((double)answer["confidence"]! < 0.5);
        Assert.Contains("is only 0.01 s long", (string?)answer["warnings"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Music_has_no_flag()
    {
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(TestClip.Wav(10)));
        Assert.Equal((false, false, false), ((bool)answer["silent"]!, (bool)answer["short"]!, (bool)answer["out_of_distribution"]!));
        Assert.Empty(answer["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Real_music_in_another_format_is_classified()
    {
        JsonObject answer = await AnswerAsync("/predict", TestService.Form(TestClip.Real("classical"), "classical.00000.flac"));
        Assert.Equal("classical", (string?)answer["genre"]);
        Assert.Equal(30, (double)answer["duration_seconds"]!, 0.1);
    }

    [Theory]
    [InlineData("?top=0", 400, "top must be an integer of 1 or greater")]
    [InlineData("?timeline=maybe", 400, "timeline must be true or false")]
    [InlineData("?timeline_seconds=0", 400, "timeline_seconds must be a number between 1 and 3600")]
    public async Task An_invalid_query_is_rejected(string query, int status, string words) =>
        await AssertProblemAsync("/predict" + query, TestService.Form(Music), status, words);

    [Fact]
    public async Task A_request_without_a_file_is_rejected_with_a_remedy()
    {
        using var empty = new MultipartFormDataContent { { new StringContent("rock"), "actual_genre" } };
        await AssertProblemAsync("/predict", empty, 400, "The request contains no file");
        await AssertProblemAsync("/predict", new ByteArrayContent([]), 400, "The request contains no file");
        using var two = new MultipartFormDataContent { { new ByteArrayContent(Music), "file", "a.wav" }, { new ByteArrayContent(Music), "file", "b.wav" } };
        await AssertProblemAsync("/predict", two, 400, "/predict/batch");
        await AssertProblemAsync("/predict", TestService.Body(Music, "text/plain"), 415, "content type is not an audio type");
        await AssertProblemAsync("/predict", TestService.Body("a letter"u8.ToArray()), 415, "this is a text file, not audio");
        await AssertProblemAsync("/predict", TestService.Form("a letter"u8.ToArray(), "letter.mp3"), 415, "letter.mp3: this is a text file, not audio");
        await AssertProblemAsync("/predict", TestService.Form([]), 422, "clip.wav: the file is empty");
        await AssertProblemAsync("/predict", TestService.Form(Music[..30]), 422, "clip.wav");
        await AssertProblemAsync("/predict", TestService.Form(Music, actualGenre: new string('x', 300)), 400, "actual_genre is longer");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("-i http:x;rm -rf $HOME.mp3")]
    [InlineData("C:\\Users\\ann\\song.mp3")]
    public async Task A_file_name_from_a_client_is_never_used_as_a_path(string name)
    {
        using HttpResponseMessage answer = await Client.PostAsync("/predict", TestService.Form(Music, name), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // The words depend on whether ffmpeg was there to ask as well.
        string problem = await AssertProblemAsync("/predict", TestService.Form([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], name), 415, "audio");
        Assert.DoesNotContain(Path.GetTempPath(), problem, StringComparison.Ordinal);
        Assert.DoesNotContain("\\\\", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_returns_problem_details()
    {
        using HttpResponseMessage nowhere = await Client.GetAsync("/nowhere", Stop);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (nowhere.StatusCode, nowhere.Content.Headers.ContentType!.MediaType));
        using HttpResponseMessage method = await Client.GetAsync("/predict", Stop);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (method.StatusCode, method.Content.Headers.ContentType!.MediaType));
    }

    private async Task<JsonObject> AnswerAsync(string path, HttpContent content)
    {
        using (content)
        {
            using HttpResponseMessage answer = await Client.PostAsync(path, content, Stop);
            string text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!.AsObject();
        }
    }

    private async Task<string> AssertProblemAsync(string path, HttpContent content, int status, string words)
    {
        using (content)
        {
            using HttpResponseMessage answer = await Client.PostAsync(path, content, Stop);
            string text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            JsonObject problem = JsonNode.Parse(text)!.AsObject();
            Assert.Equal(status, (int)problem["status"]!);
            Assert.Contains(words, (string?)problem["detail"], StringComparison.Ordinal);
            Assert.NotNull(problem["title"]);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            return text;
        }
    }
}
