using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using GenreNet.Server.Uploads;

namespace GenreNet.Server.Tests.Uploads;

/// <summary>Names of fields and files that clients choose.</summary>
public sealed class FormNamesTests
{
    private const string Boundary = "next";
    private const string Plain = "name=\"file\"; filename=\"good.wav\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> UnsupportedNames =>
    [
        "name=\"file\"; filename=\"=?utf-7?B?YWI=?=\"",
        "name=\"file\"; filename*=utf-7''x",
        "name=\"=?utf-7?B?YWI=?=\"; filename=\"a.wav\"",
        "name=\"=?utf-7?B?YWI=?=\"",
    ];

    public static TheoryData<string> OddNames =>
    [
        "name=\"file\"; filename=\"=?no-such-charset?B?YWI=?=\"",
        "name=\"file\"; filename*=no-such-charset''x",
        "name=\"file\"; filename*=utf-8''%ff%fe%zz",
        "name=\"file\"; filename=\"=?utf-8?B?!!?=\"",
        "name=\"file\"; filename=\"=?utf-16?B?2AA=?=\"",
        "name=\"file\"; filename=\"\"",
        "name=; filename=x",
    ];

    [Theory]
    [MemberData(nameof(UnsupportedNames))]
    public async Task A_name_in_an_encoding_that_is_not_supported_is_a_bad_request(string names)
    {
        await using TestService service = await TestService.StartAsync();
        foreach (string path in (string[])["/predict", "/predict/batch"])
        {
            using HttpResponseMessage answer = await service.Client.PostAsync(path, Form(names, Plain), Stop);
            string text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True((int)answer.StatusCode == 400, text);
            Assert.Contains("Send it as UTF-8", text, StringComparison.Ordinal);
        }

        // In a later part of a batch, files before it are answered.
        using HttpResponseMessage batch = await service.Client.PostAsync("/predict/batch", Form(Plain, names), Stop);
        JsonNode[] lines = [.. (await batch.Content.ReadAsStringAsync(Stop)).Trim().Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(2, lines.Length);
        Assert.NotNull(lines[0]["genre"]);
        Assert.Equal(400, (int)lines[1]["error"]!["status"]!);
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task An_unusual_name_never_causes_a_server_error(string names)
    {
        await using TestService service = await TestService.StartAsync();
        foreach (string path in (string[])["/predict", "/predict/batch"])
        {
            using HttpResponseMessage answer = await service.Client.PostAsync(path, Form(names), Stop);
            string text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True((int)answer.StatusCode is 200 or 400, text);
            Assert.DoesNotContain("\"status\":500", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("song\u202Egpj.wav", "songgpj.wav")]
    [InlineData("a\u200Bb\u200Dc\uFEFF.wav", "abc.wav")]
    [InlineData("\u2066\u00AD\u2069", "the file")]
    [InlineData("/folder/\u202E", "the file")]
    [InlineData("a\u001Bb\u2028c\u0085.wav", "a_b_c_.wav")]
    [InlineData("\U0001F3B5.wav", "__.wav")]
    [InlineData("Café Żółć 音楽.wav", "Café Żółć 音楽.wav")]
    public void A_file_name_has_no_invisible_characters(string sent, string expected) => Assert.Equal(expected, ClientText.FileName(sent));

    [Fact]
    public void A_long_name_is_cut_after_it_is_cleaned() =>
        Assert.Equal(new string('a', 120), ClientText.FileName(new string('\u200B', 500) + new string('a', 500)));

    [Fact]
    public async Task A_genre_of_invisible_characters_counts_as_no_genre()
    {
        await using TestService service = await TestService.StartAsync();
        using HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), "a\u202E.wav", "\u200B"), Stop);
        Assert.Null(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["actual_genre"]);
    }

    /// <summary>A form whose parts have these names and all the same audio; HTTP libraries would not send some of them.</summary>
    private static ByteArrayContent Form(params string[] parts)
    {
        byte[] music = TestClip.Wav(2);
        var body = new List<byte>();
        foreach (string names in parts)
        {
            body.AddRange(Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; {names}\r\n\r\n"));
            body.AddRange(music);
            body.AddRange("\r\n"u8);
        }

        body.AddRange(Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"));
        var content = new ByteArrayContent([.. body]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return content;
    }
}
