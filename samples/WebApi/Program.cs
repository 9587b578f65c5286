// A minimal web service that returns the genre of posted audio.
//   dotnet run -c Release --project samples/WebApi --urls http://127.0.0.1:5080
//   curl --data-binary @song.wav http://127.0.0.1:5080/genre
//   curl http://127.0.0.1:5080/health
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Inference.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddGenreClassifier(options => options.Classification = new ClassificationOptions { Top = 3 });
builder.Services.AddOptions<GenreClassifierOptions>().BindConfiguration("GenreNet");
builder.Services.AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre");

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/genre", async (HttpRequest request, GenreClassifier classifier, CancellationToken cancellationToken) =>
{
    try
    {
        // The body is classified as a stream and is never completely in memory.
        GenrePrediction song = await classifier.ClassifyAsync(request.Body, "the upload", cancellationToken: cancellationToken);
        return Results.Ok(new { song.Genre, song.Confidence, song.Ranking, song.Warnings });
    }
    catch (AudioFormatException problem)
    {
        return Results.Problem(problem.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
    }
});
await app.RunAsync();
