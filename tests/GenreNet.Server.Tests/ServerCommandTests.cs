using System.Diagnostics;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests;

/// <summary>The command line, as somebody at a keyboard meets it.</summary>
public sealed class ServerCommandTests
{
    [Theory]
    [InlineData(2, "see --help", "--modle", "x.onnx")]
    [InlineData(2, "KEY=VALUE", "--set", "QueueLimit")]
    [InlineData(2, "KEY=VALUE", "--set", "QueLimit=3")]
    [InlineData(1, "does not exist", "--model", "nowhere.onnx")]
    [InlineData(1, "'audioset' is not installed: run 'genrenet models get mn04'", "--model", "audioset")]
    [InlineData(1, "MaxUploadMegabytes must be between", "--set", "MaxUploadMegabytes=0")]
    [InlineData(1, "shorter than 16 characters", "--set", "ApiKeys:ann=short")]
    [InlineData(1, "TrustedProxies contains 'somewhere'", "--set", "TrustedProxies:0=somewhere")]
    [InlineData(1, "which does not exist", "--set", "TemporaryFolder=nowhere")]
    [InlineData(1, "cannot be written to /dev/null/log", "--prediction-log", "/dev/null/log")]
    [InlineData(1, "cannot be written to /proc", "--prediction-log", "/proc")]
    [InlineData(1, "Uploads cannot be stored in /proc", "--set", "TemporaryFolder=/proc")]
    [InlineData(1, "MaxConnectionsPerAddress must be between", "--set", "MaxConnectionsPerAddress=-1")]
    [InlineData(1, "RateGraceSeconds must be between", "--set", "RateGraceSeconds=-1")]
    [InlineData(1, "MemoryUploadMegabytes must be between", "--set", "MemoryUploadMegabytes=1025")]
    [InlineData(1, "UploadMemoryMegabytes must be between", "--set", "UploadMemoryMegabytes=-1")]
    [InlineData(1, "KeepAliveSeconds must be between", "--set", "KeepAliveSeconds=0")]
    [InlineData(1, "MaxUploads must be between", "--set", "MaxUploads=5", "--set", "maxuploads=0")]
    [InlineData(1, "FormatterName is 'jsn'", "--set", "Logging:Console:FormatterName=jsn")]
    [InlineData(1, "MetricsUrl is 'http://127.0.0.1:0'", "--set", "MetricsUrl=http://127.0.0.1:0")]
    [InlineData(1, "MetricsUrl is 'somewhere'", "--set", "MetricsUrl=somewhere")]
    [InlineData(1, "API keys in nowhere.txt cannot be read", "--set", "ApiKeysFile=nowhere.txt")]
    [InlineData(1, "does not respond", "--healthcheck", "http://127.0.0.1:1/health/ready")]
    [InlineData(2, "must be a URL", "--healthcheck", "here")]
    public void Invalid_arguments_cause_a_message_and_an_exit_code(int expected, string words, params string[] arguments)
    {
        (int exitCode, string error) = Run([.. arguments, "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(expected, exitCode);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.StartsWith("genrenet-server: ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_address_in_use_is_reported()
    {
        await using TestService service = await TestService.StartAsync();
        (int exitCode, string error) = Run(["--urls", service.Url.AbsoluteUri]);
        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        // And one that is not this machine's.
        (exitCode, error) = Run(["--urls", "http://192.0.2.1:5050"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("genrenet-server: ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static (int ExitCode, string Error) Run(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerHost).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        // The sentence is all that is said of it.
        Assert.DoesNotContain("fail", output.Result, StringComparison.Ordinal);
        return (process.ExitCode, error);
    }
}
