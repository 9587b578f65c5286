using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using GenreNet.Inference;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;
using GenreNet.Tests.Support.Pages;

namespace GenreNet.Server.Tests;

/// <summary>The commands of the service and of curl in the shell blocks of the pages run.</summary>
[Slow]
public sealed class PageCommandTests
{
    private const string DocumentedUrl = "http://127.0.0.1:5050/";

    /// <summary>Gets the arguments of the service on the pages, without the address: tests use a free port.</summary>
    public static TheoryData<string> ServiceArguments { get; } =
    [
        .. ShellPages.Commands.Where(command => command.Project == "src/GenreNet.Server")
            .Select(command => string.Join(' ', WithoutUrls(command.Arguments))).Distinct(),
    ];

    /// <summary>Gets the arguments of curl on the pages, one per line.</summary>
    public static TheoryData<string> CurlArguments { get; } =
    [
        .. ShellPages.Commands.Where(command => command.Program == "curl")
            .Select(command => string.Join('\n', command.Words.Skip(1))).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(ServiceArguments))]
    public async Task The_service_starts(string arguments)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("runs", "first", "model.onnx"), EmbeddedModel(), TestContext.Current.CancellationToken);
        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using ServerProcess service = await ServerProcess.StartAsync(program: null, folder.Path, [], words);
        using var client = new HttpClient { BaseAddress = service.Url };
        var ready = new Uri("/health/ready", UriKind.Relative);
        using HttpResponseMessage answer = await client.GetAsync(ready, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(CurlArguments))]
    public async Task Curl_gets_a_genre_for_each_file(string arguments)
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["song.wav", "song.mp3", "one.wav", "two.wav"])
        {
            // The content decides the format, not the extension: no ffmpeg is needed.
            await File.WriteAllBytesAsync(folder.File(name), TestClip.Wav(), TestContext.Current.CancellationToken);
        }

        await using TestService service = await TestService.StartAsync();
        string url = service.Url.AbsoluteUri;
        string[] words = [.. arguments.Split('\n').Select(word => word.Replace(DocumentedUrl, url, StringComparison.Ordinal))];
        Assert.Contains(words, word => word.StartsWith(url, StringComparison.Ordinal));
        string[] answers = (await CurlAsync(folder.Path, words)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words.Count(word => word.Contains('@', StringComparison.Ordinal)), answers.Length);
        Assert.All(answers, answer => Assert.NotEmpty(JsonDocument.Parse(answer).RootElement.GetProperty("genre").GetString()!));
    }

    private static async Task<string> CurlAsync(string folder, string[] words)
    {
        try
        {
            using Process curl = Process.Start(new ProcessStartInfo("curl", ["--silent", "--show-error", "--fail-with-body", .. words])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            })!;
            string output = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(curl.ExitCode == 0, output);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("curl is not installed");
            throw;
        }
    }

    private static string[] WithoutUrls(string[] arguments)
    {
        int urls = Array.IndexOf(arguments, "--urls");
        if (urls < 0)
        {
            return arguments;
        }

        Assert.True(Uri.TryCreate(arguments[urls + 1], UriKind.Absolute, out _));
        return [.. arguments[..urls], .. arguments[(urls + 2)..]];
    }

    private static byte[] EmbeddedModel()
    {
        Assembly inference = typeof(GenreClassifier).Assembly;
        using Stream resource = inference.GetManifestResourceStream("GenreNet.Inference.gtzan.onnx")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
