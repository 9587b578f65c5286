using GenreNet.Core;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Catalogue;

public class ShardChoiceTests
{
    [Theory]
    [InlineData(null, null, "", new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, null, "", new[] { 2 })]
    [InlineData(9, null, "", new int[0])]
    [InlineData(1, 3, "", new[] { 1, 4 })]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3", new[] { 2, 5 })]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=2", new[] { 2 })]
    [InlineData(null, 2, "JOB_COMPLETION_INDEX=1", new[] { 1, 3, 5 })]
    [InlineData(null, null, "JOB_COMPLETION_INDEX=6", new[] { 6 })]
    [InlineData(0, 4, "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3", new[] { 0, 4 })]
    public void Options_and_environment_choose_shards(int? shard, int? of, string environment, int[] expected) =>
        Assert.Equal(expected, ShardChoice.From(shard, of, name => Value(environment, name)).In(7));

    [Theory]
    [InlineData(null, 4, "", "--of needs --shard")]
    [InlineData(3, 3, "", "Task 3 of 3 does not exist")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_COUNT=8", "Number the array from 0")]
    [InlineData(null, null, "JOB_COMPLETION_INDEX=x", "JOB_COMPLETION_INDEX is 'x'")]
    public void Numbers_that_do_not_fit_are_an_error(int? shard, int? of, string environment, string reason) =>
        Assert.Contains(reason, Assert.Throws<GenreNetException>(() => ShardChoice.From(shard, of, name => Value(environment, name))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_tasks_of_an_array_share_all_shards_without_overlap()
    {
        int[] all = [.. Enumerable.Range(0, 5).SelectMany(task => new ShardChoice(task, 5).In(23))];
        Assert.Equal(Enumerable.Range(0, 23), all.Order());
    }

    private static string? Value(string environment, string name) =>
        environment.Split(' ').Select(entry => entry.Split('=')).Where(entry => entry[0] == name).Select(entry => entry[1]).FirstOrDefault();
}
