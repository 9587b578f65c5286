using GenreNet.Core;
using GenreNet.Server.Api;
using GenreNet.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Api;

public class ProblemWriterTests
{
    private const string Secret = "/srv/secret/model.onnx";

    public static TheoryData<Exception, int> Failures => new()
    {
        { new ModelFormatException($"{Secret}: not a model: train another."), 503 },
        { new DependencyMissingException("onnxruntime", $"{Secret} cannot be loaded."), 503 },
        { new DependencyMissingException("ffmpeg", $"{Secret} is not installed."), 415 },
        { new ObjectDisposedException(Secret), 503 },
        { new BadHttpRequestException(Secret, 413), 413 },
        { new BadHttpRequestException(Secret, 408), 408 },
        { new BadHttpRequestException(Secret, 400), 400 },
        { new IOException(Secret), 500 },
        { new InvalidOperationException(Secret), 500 },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_has_a_status_and_a_message_without_details_of_the_machine(Exception failure, int status)
    {
        await using TestService service = await TestService.StartAsync();
        ProblemDetails problem = service.Services.GetRequiredService<ProblemWriter>().Describe(failure);
        Assert.Equal(status, problem.Status);
        Assert.EndsWith(".", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Detail, StringComparison.Ordinal);
    }
}
