using System.Diagnostics;
using System.Reflection;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests;

/// <summary>The version of the command is that of the packages.</summary>
public class VersionTests
{
    private static readonly string Packages =
        typeof(GenreClassifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    [Fact]
    public async Task The_command_prints_the_version_of_the_packages()
    {
        using Process command = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(GenreNetCli).Assembly.Location, "--version"]) { RedirectStandardOutput = true })!;
        Assert.Equal(Packages.Split('+')[0], (await command.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public void Checkpoints_have_the_version_without_the_part_that_changes_with_every_commit()
    {
        Version numbers = typeof(GenreClassifier).Assembly.GetName().Version!;
        Assert.StartsWith(numbers.ToString(3), Packages, StringComparison.Ordinal);
        Assert.StartsWith($"GenreNet {numbers.ToString(3)}, TorchSharp ", EngineVersions.Text, StringComparison.Ordinal);
    }
}
