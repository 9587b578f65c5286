using System.Net;
using System.Net.Sockets;
using System.Text;
using GenreNet.Core;
using GenreNet.Training.Serving;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Serving;

public sealed class ServiceClientTests : IDisposable
{
    private const string Rock = """{"genre":"rock","confidence":0.75,"ranking":[{"genre":"rock","probability":0.75}]}""";
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public ServiceClientTests()
    {
        _file = _folder.File("song.wav");
        File.WriteAllText(_file, "the bytes of a song");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"genre":"jazz","is_music":false,"content":[{"label":"music","probability":0.2,"is_music":true},{"label":"speech","probability":0.93,"is_music":false}]}""", "speech 93 %")]
    [InlineData("""{"genre":"jazz","is_music":true,"content":[{"label":"speech","probability":0.93,"is_music":false}]}""", null)]
    [InlineData("""{"genre":"jazz","is_music":false,"content":"speech"}""", null)]
    [InlineData("""{"genre":"jazz"}""", null)]
    public void An_answer_can_report_that_there_is_no_music(string json, string? sound) =>
        Assert.Equal(sound, ServiceAnswer.Parse(json, new Uri("http://127.0.0.1/")).NotMusic);

    [Fact]
    public async Task A_file_is_sent_as_a_form_and_its_answer_is_read()
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(200, Rock));
        using ServiceClient client = Client(service.Url, key: "secret-of-ann");
        ServiceAnswer answer = await client.PredictAsync(_file, "rock", Stop);
        Assert.Equal(("rock", 0.75), (answer.Genre, answer.Confidence));
        FakeService.Asked asked = Assert.Single(service.Questions);
        Assert.Equal(("/predict", "secret-of-ann"), (asked.Path, asked.Key));
        Assert.Contains("name=file; filename=song.wav", asked.Body, StringComparison.Ordinal);
        Assert.Contains("the bytes of a song", asked.Body, StringComparison.Ordinal);
        Assert.Contains("name=actual_genre", asked.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Characters_not_allowed_in_a_header_are_replaced_in_the_file_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        using FakeService service = FakeService.Of(new FakeService.Reply(200, Rock));
        using ServiceClient client = Client(service.Url);
        string odd = _folder.File("a\nb\"c.wav");
        File.WriteAllText(odd, "the bytes of a song");
        Assert.Equal("rock", (await client.PredictAsync(odd, null, Stop)).Genre);
        Assert.Contains("filename=a_b_c.wav", Assert.Single(service.Questions).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_of_older_services_are_accepted()
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(200, """{"predicted_genre":"rock"}"""));
        using ServiceClient client = Client(service.Url);
        ServiceAnswer answer = await client.PredictAsync(_file, null, Stop);
        Assert.Equal(("rock", null), (answer.Genre, answer.Confidence));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_request_is_repeated_when_the_service_asks_for_it(int status)
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(status, RetryAfter: "0"), new FakeService.Reply(status, RetryAfter: "0"), new FakeService.Reply(200, Rock));
        using ServiceClient client = Client(service.Url);
        Assert.Equal("rock", (await client.PredictAsync(_file, null, Stop)).Genre);
        Assert.Equal(3, service.Questions.Count);
        // The whole file, each time.
        Assert.All(service.Questions, asked => Assert.Contains("the bytes of a song", asked.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_seven_attempts_the_error_of_the_service_is_reported()
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(429, """{"detail":"Too many."}""", RetryAfter: "0"));
        using ServiceClient client = Client(service.Url);
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, null, Stop));
        Assert.Equal("Too many.", problem.Message);
        Assert.Equal(7, service.Questions.Count);
    }

    [Fact]
    public async Task A_request_is_repeated_after_a_dropped_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(
            async () =>
            {
                (await listener.AcceptSocketAsync(Stop)).Dispose();
                using Socket socket = await listener.AcceptSocketAsync(Stop);
                byte[] buffer = new byte[4096];
                string asked = string.Empty;
                while (!asked.Contains("the bytes of a song", StringComparison.Ordinal))
                {
                    asked += Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Stop));
                }

                await socket.SendAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Rock.Length}\r\n\r\n{Rock}"), Stop);
            },
            Stop);
        using ServiceClient client = Client(new Uri($"http://{listener.LocalEndpoint}"));
        Assert.Equal("rock", (await client.PredictAsync(_file, null, Stop)).Genre);
        await serving;
    }

    [Theory]
    [InlineData(422, """{"detail":"song.wav: it is damaged."}""", "song.wav: it is damaged.")]
    [InlineData(401, """{"detail":"A key is wanted."}""", "A key is wanted. Give the API key with --api-key")]
    [InlineData(500, "<html>", "The service responded with 500")]
    [InlineData(200, "<html>", "returned a response that is not a prediction")]
    [InlineData(200, """{"x":1}""", "returned a response that is not a prediction")]
    public async Task A_rejected_request_is_reported_in_one_line(int status, string body, string words)
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(status, body));
        using ServiceClient client = Client(service.Url);
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, null, Stop));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Single(service.Questions);
    }

    [Fact]
    public async Task A_timeout_is_reported_and_cancellation_is_immediate()
    {
        using FakeService service = FakeService.Of(new FakeService.Reply(200, Rock, Wait: TimeSpan.FromSeconds(30)));
        using (ServiceClient client = Client(service.Url, seconds: 0.2))
        {
            GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, null, Stop));
            Assert.Contains("did not respond within", problem.Message, StringComparison.Ordinal);
        }

        using ServiceClient patient = Client(service.Url);
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => patient.PredictAsync(_file, null, leaving.Token));
    }

    [Fact]
    public async Task Genres_are_those_that_the_service_reports()
    {
        using FakeService service = FakeService.Of();
        using ServiceClient client = Client(service.Url);
        Assert.Equal(["hiphop", "rock"], await client.GenresAsync(Stop));
        using var other = new FakeService(_ => new FakeService.Reply(404, "<html>"));
        using ServiceClient plain = Client(other.Url);
        Assert.Null(await plain.GenresAsync(Stop));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Neither_key_nor_audio_is_sent_to_another_origin(int status)
    {
        using FakeService other = FakeService.Of(new FakeService.Reply(200, Rock));
        using var service = new FakeService(asked => new FakeService.Reply(status, Location: new Uri(other.Url, asked.Path).AbsoluteUri + "?token=1"));
        using ServiceClient client = Client(service.Url, key: "secret-of-ann");
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, "rock", Stop));
        Assert.Equal($"{service.Url} redirects to {other.Url}predict, which is not followed. Give the final address of the service with --url.", problem.Message);
        await Assert.ThrowsAsync<GenreNetException>(() => client.GenresAsync(Stop));
        Assert.Equal(2, service.Questions.Count);
        Assert.Empty(other.Questions);
    }

    [Fact]
    public async Task Another_scheme_or_host_is_another_origin()
    {
        using var service = new FakeService(asked => new FakeService.Reply(308, Location: asked.Path == "/genres" ? "https://127.0.0.1/genres" : "http://localhost/predict"));
        using ServiceClient client = Client(service.Url, key: "secret-of-ann");
        await Assert.ThrowsAsync<GenreNetException>(() => client.GenresAsync(Stop));
        await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, null, Stop));
    }

    [Fact]
    public async Task A_redirect_within_the_service_is_followed_with_the_complete_file()
    {
        using var service = new FakeService(asked => asked.Path == "/predict" ? new FakeService.Reply(307, Location: "/v2/predict") : new FakeService.Reply(200, Rock));
        using ServiceClient client = Client(service.Url, key: "secret-of-ann");
        Assert.Equal("rock", (await client.PredictAsync(_file, null, Stop)).Genre);
        Assert.Equal(["/predict", "/v2/predict"], service.Questions.Select(asked => asked.Path));
        Assert.All(service.Questions, asked => Assert.Contains("the bytes of a song", asked.Body, StringComparison.Ordinal));
        Assert.All(service.Questions, asked => Assert.Equal("secret-of-ann", asked.Key));
    }

    [Fact]
    public async Task Circular_redirects_are_rejected()
    {
        using var service = new FakeService(_ => new FakeService.Reply(307, Location: "/predict"));
        using ServiceClient client = Client(service.Url);
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.PredictAsync(_file, null, Stop));
        Assert.Contains("redirects more than 5 times", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_rejected()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(
            async () =>
            {
                using Socket socket = await listener.AcceptSocketAsync(Stop);
                byte[] block = new byte[1 << 20];
                await socket.ReceiveAsync(block, Stop);
                await socket.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), Stop);
                try
                {
                    while (true)
                    {
                        await socket.SendAsync(block, Stop);
                    }
                }
                catch (SocketException)
                {
                    // The client hung up.
                }
            },
            Stop);
        using ServiceClient client = Client(new Uri($"http://{listener.LocalEndpoint}"));
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => client.GenresAsync(Stop));
        Assert.Contains("returned more than 64 MiB", problem.Message, StringComparison.Ordinal);
        await serving;
    }

    private static ServiceClient Client(Uri url, string? key = null, double seconds = 60) => new(url, key, TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
