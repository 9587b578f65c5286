using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Api;

/// <summary>
/// Answers of models that say whether there is music, and of models of several genres per clip; which model a service uses.
/// </summary>
[Collection(typeof(Alone))]
public sealed class ContentAnswerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _home = Environment.GetEnvironmentVariable(NoInstalledModels.Variable);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _home);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_clip_without_music_is_named_as_such()
    {
        JsonNode answer = await AnswerAsync(new TestModel().WithContent(music: 0.04, speech: 0.93));
        Assert.False((bool)answer["is_music"]!);
        Assert.True((bool)answer["out_of_distribution"]!);
        Assert.Equal("clip.wav: no music found (speech 93 %).", (string?)answer["warnings"]![0]);
        Assert.Equal(["speech", "music"], answer["content"]!.AsArray().Select(content => (string?)content!["label"]));
        Assert.Equal(0.93, (double)answer["content"]![0]!["probability"]!, 1e-4);
        Assert.Equal("jazz", (string?)answer["genre"]);
        Assert.Equal("test", (string?)answer["model"]!["name"]);
    }

    [Fact]
    public async Task A_multi_label_response_states_which_figures_are_calibrated()
    {
        JsonNode answer = await AnswerAsync(TestModel.MultiLabel(0.9f, 0.2f, 0.7f));
        Assert.True((bool)answer["multi_label"]!);
        Assert.Equal([true, false, true], answer["ranking"]!.AsArray().Select(genre => (bool)genre!["calibrated"]!));
        Assert.Equal(1.8, answer["ranking"]!.AsArray().Sum(genre => (double)genre!["probability"]!), 1e-4);
        Assert.Null(answer["is_music"]);
        Assert.Null(answer["content"]);
    }

    [Fact]
    public async Task The_document_describes_the_new_fields()
    {
        await using TestService service = await TestService.StartAsync();
        JsonNode schemas = JsonNode.Parse(await service.Client.GetStringAsync("/openapi.json", Stop))!["components"]!["schemas"]!;
        string[] fields = [.. schemas["PredictionResponse"]!["properties"]!.AsObject().Select(property => property.Key)];
        Assert.All((string[])["is_music", "content", "multi_label"], field => Assert.Contains(field, fields));
        Assert.NotNull(schemas["GenreProbability"]!["properties"]!["calibrated"]);
        Assert.NotNull(schemas["ContentProbability"]!["properties"]!["is_music"]);
    }

    [Fact]
    public async Task The_card_of_the_service_names_its_model()
    {
        Install("gtzan-mn04", new TestModel());
        await using TestService service = await TestService.StartAsync();
        JsonNode card = JsonNode.Parse(await service.Client.GetStringAsync("/model", Stop))!;
        Assert.Equal("gtzan-mn04", (string?)card["name"]);
        Assert.Equal("test", (string?)card["network"]);
        // The name is an addition: the rest is still the card.
        Assert.Equal(3, ModelCard.Parse(card.ToJsonString(), "m").Genres.Count);
    }

    [Theory]
    [InlineData(null, "gtzan-mn04")]
    [InlineData("pretrained", "gtzan-mn04")]
    [InlineData("audioset", "audioset")]
    [InlineData("default", "default")]
    public async Task An_installed_model_is_used_unless_another_one_is_configured(string? model, string name)
    {
        Install("gtzan-mn04", new TestModel());
        Install("audioset", TestModel.MultiLabel(0.9f, 0.2f, 0.7f));
        await using TestService service = model is null ? await TestService.StartAsync() : await TestService.StartWithAsync(("GenreNet:ModelPath", model));
        using HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav()), Stop);
        JsonNode json = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(name, (string?)json["model"]!["name"]);
        Assert.Equal(name == "default" ? 10 : 3, json["ranking"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_log_states_which_model_is_used()
    {
        using (ServerProcess service = await ServerProcess.StartAsync())
        {
            Assert.Contains("genrenet models get mn04", await service.LineAsync("Using the small embedded model"), StringComparison.Ordinal);
        }

        Install("gtzan-mn04", new TestModel());
        using (ServerProcess service = await ServerProcess.StartAsync())
        {
            await service.LineAsync("Using the installed model gtzan-mn04");
        }
    }

    private async Task<JsonNode> AnswerAsync(TestModel model)
    {
        string path = _folder.File("test.onnx");
        await File.WriteAllBytesAsync(path, model.ToFile(), Stop);
        await using TestService service = await TestService.StartWithAsync(("GenreNet:ModelPath", path));
        using HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(6)), Stop);
        Assert.True(answer.IsSuccessStatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    private void Install(string name, TestModel model)
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _folder.File("home"));
        File.WriteAllBytes(_folder.File("home", "models", $"{name}.onnx"), model.ToFile());
    }
}
