using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GenreNet.Benchmarks.Fixtures;

namespace GenreNet.Benchmarks;

/// <summary>Runs every benchmark once in this process to verify that all of them run. The times are not meaningful.</summary>
internal static class SmokeRun
{
    /// <summary>Runs all benchmarks.</summary>
    /// <param name="rest">The arguments after <c>--smoke</c>, which must be empty.</param>
    /// <returns>0 if every benchmark ran, 1 if one did not, 2 for invalid arguments.</returns>
    public static int Run(string[] rest)
    {
        if (rest.Length > 0)
        {
            Console.Error.WriteLine($"--smoke takes no arguments: remove '{rest[0]}'.");
            return 2;
        }

        var watch = Stopwatch.StartNew();
        using var folder = new TemporaryFolder();
        var log = new AccumulationLogger();
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(log)
            .WithArtifactsPath(folder.Path)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        BenchmarkRunInfo[] suites =
        [
            .. typeof(SmokeRun).Assembly.GetTypes()
                .Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => BenchmarkConverter.TypeToBenchmarks(type, config)),
        ];
        BenchmarkReport[] reports = [.. BenchmarkRunner.Run(suites).SelectMany(summary => summary.Reports)];

        // BenchmarkDotNet continues after a failure, exits with success, and omits benchmarks that it could not start. Therefore count
        // them.
        var ran = reports.Where(HasRun).Select(report => report.BenchmarkCase).ToHashSet();
        BenchmarkCase[] all = [.. suites.SelectMany(suite => suite.BenchmarksCases)];
        BenchmarkCase[] failed = [.. all.Where(benchmark => !ran.Contains(benchmark))];
        if (failed.Length > 0 || all.Length == 0)
        {
            Console.Error.WriteLine(log.GetLog());
        }

        foreach (BenchmarkCase benchmark in all)
        {
            Console.WriteLine($"{(ran.Contains(benchmark) ? "ran   " : "FAILED")} {Name(benchmark)}");
        }

        Console.WriteLine($"{ran.Count} of {all.Length} benchmarks in {suites.Length} suites ran in {watch.Elapsed.TotalSeconds:0} s.");
        return failed.Length == 0 && all.Length > 0 ? 0 : 1;
    }

    private static bool HasRun(BenchmarkReport report) =>
        report.Success && report.AllMeasurements.Any(measurement => measurement.IterationStage == IterationStage.Actual);

    private static string Name(BenchmarkCase benchmark) =>
        $"{benchmark.Descriptor.Type.Name}.{benchmark.Descriptor.WorkloadMethod.Name} {benchmark.Parameters.DisplayInfo}".TrimEnd();
}
