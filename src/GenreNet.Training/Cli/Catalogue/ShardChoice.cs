using System.Globalization;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>Chooses the shards of a task: from the options, or from the environment of an array job of Slurm or an Indexed Job of Kubernetes.</summary>
/// <param name="Shard">Number of the task or shard, from 0; null for all shards.</param>
/// <param name="Of">Number of tasks; null if <paramref name="Shard"/> is the index of a single shard.</param>
internal sealed record ShardChoice(int? Shard, int? Of)
{
    private const string SlurmTask = "SLURM_ARRAY_TASK_ID";
    private const string SlurmCount = "SLURM_ARRAY_TASK_COUNT";
    private const string KubernetesIndex = "JOB_COMPLETION_INDEX";

    /// <summary>Combines the options with the environment.</summary>
    /// <param name="shard">The value of --shard; null if it was not given.</param>
    /// <param name="of">The value of --of; null if it was not given.</param>
    /// <param name="environment">Returns environment variables.</param>
    /// <exception cref="GenreNetException">The numbers do not fit together.</exception>
    public static ShardChoice From(int? shard, int? of, Func<string, string?> environment)
    {
        shard ??= Number(environment, SlurmTask) ?? Number(environment, KubernetesIndex);
        of ??= shard is null ? null : Number(environment, SlurmCount);
        return (shard, of) switch
        {
            (null, not null) => throw new GenreNetException($"--of needs --shard, or {SlurmTask} or {KubernetesIndex} in the environment. Give the number of the task."),
            ({ } task, { } count) when task >= count => throw new GenreNetException(
                $"Task {task} of {count} does not exist: tasks are numbered from 0. Number the array from 0, or give --of."),
            _ => new ShardChoice(shard, of),
        };
    }

    /// <summary>Returns the shards of the task.</summary>
    /// <param name="count">Number of shards of the catalogue.</param>
    public IReadOnlyList<int> In(int count) =>
        [.. Enumerable.Range(0, count).Where(index => Shard is null || (Of is { } tasks ? index % tasks == Shard : index == Shard))];

    private static int? Number(Func<string, string?> environment, string name) => environment(name) switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        var text => throw new GenreNetException($"The environment variable {name} is '{text}', which is not a number. Unset it, or give --shard."),
    };
}
