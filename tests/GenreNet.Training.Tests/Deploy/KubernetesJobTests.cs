using System.CommandLine;
using System.Globalization;
using GenreNet.Training.Cli;
using k8s.Models;

namespace GenreNet.Training.Tests.Deploy;

/// <summary>The jobs of <c>deploy/kubernetes</c> run commands that exist, and their tasks share the shards.</summary>
public sealed class KubernetesJobTests
{
    private static V1Job Classify => Manifests.ReadOne<V1Job>("catalogue", "job.yaml");

    private static V1Job Merge => Manifests.ReadOne<V1Job>("merge", "job.yaml");

    [Fact]
    public void The_arguments_of_the_jobs_parse()
    {
        ParseResult classify = Parse(Classify.Spec.Template.Spec.Containers[0]);
        Assert.Equal("classify", classify.CommandResult.Command.Name);
        V1Container merging = Merge.Spec.Template.Spec.Containers[0];
        ParseResult merge = Parse(merging);
        Assert.Equal("merge", merge.CommandResult.Command.Name);
        string results = classify.GetRequiredValue<string>("--out");
        Assert.Equal(results, merge.GetRequiredValue<string>("RESULTS"));
        Assert.StartsWith("/music", classify.GetRequiredValue<string>("SOURCE"), StringComparison.Ordinal);
        // What is written is on a volume.
        Assert.All(
            (string[])[results, merge.GetRequiredValue<string>("--out")],
            path => Assert.Contains(merging.VolumeMounts, mount => mount.Name == "results" && path.StartsWith(mount.MountPath + "/", StringComparison.Ordinal)));
        Assert.Contains(Classify.Spec.Template.Spec.Containers[0].VolumeMounts, mount => mount.Name == "results" && results.StartsWith(mount.MountPath + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_per_completion_shares_all_shards()
    {
        V1Job job = Classify;
        Assert.Equal("Indexed", job.Spec.CompletionMode);
        int tasks = Parse(job.Spec.Template.Spec.Containers[0]).GetRequiredValue<int?>("--of")!.Value;
        Assert.Equal(job.Spec.Completions, tasks);
        IEnumerable<int> shards = Enumerable.Range(0, tasks).SelectMany(index =>
            ShardChoice.From(null, tasks, name => name == "JOB_COMPLETION_INDEX" ? index.ToString(CultureInfo.InvariantCulture) : null).In(100));
        Assert.Equal(Enumerable.Range(0, 100), shards.Order());
        V1Job patch = Manifests.ReadOne<V1Job>("overlays", "example", "job.yaml");
        Assert.Equal(patch.Spec.Completions!.Value.ToString(CultureInfo.InvariantCulture), Tasks(patch.Spec.Template.Spec.Containers[0]));
    }

    [Fact]
    public void A_wrong_command_line_ends_the_job_and_an_interruption_does_not()
    {
        V1PodFailurePolicyRule[] rules = [.. Classify.Spec.PodFailurePolicy.Rules];
        Assert.Equal(["FailJob", "Ignore"], rules.Select(rule => rule.Action));
        Assert.Equal([ExitCode.WrongUsage], rules[0].OnExitCodes.Values);
        Assert.Equal(Classify.Spec.Template.Spec.Containers[0].Name, rules[0].OnExitCodes.ContainerName);
        Assert.Equal("DisruptionTarget", Assert.Single(rules[1].OnPodConditions).Type);
    }

    private static string Tasks(V1Container container) => Assert.Single(container.Env, variable => variable.Name == "TASKS").Value;

    // Kubernetes replaces $(NAME) by the variable of the container.
    private static ParseResult Parse(V1Container container)
    {
        string[] arguments = [.. container.Args.Select(argument => argument == "$(TASKS)" ? Tasks(container) : argument)];
        using var output = new StringWriter();
        ParseResult parsed = GenreNetCli.Parse(arguments, new Terminal(output, output, isOutputLive: false, isErrorLive: false, CancellationToken.None));
        Assert.Empty(parsed.Errors);
        Assert.Null(UnknownSymbol.In(parsed, arguments));
        return parsed;
    }
}
