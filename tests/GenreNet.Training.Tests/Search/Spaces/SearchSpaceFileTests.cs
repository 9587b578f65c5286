using GenreNet.Core;
using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Search.Spaces;

public sealed class SearchSpaceFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Every_form_of_range_is_read()
    {
        SearchSpace space = Load("""
            {
              // what is tried
              "network": { "choice": ["cnn", "mine.json"] },
              "learning_rate": { "log_uniform": [1e-4, 1e-2] },
              "label_smoothing": { "uniform": [0, 0.2] },
              "batch_size": 32,
              "schedule": "cosine",
              "balance_genres": true,
            }
            """);
        Assert.Equal(["network", "learning_rate", "label_smoothing", "batch_size", "schedule", "balance_genres"], space.Parameters.Select(p => p.Name));
        Assert.Equal(new LogUniformRange(1e-4, 1e-2), space.Parameters[1].Range);
        Assert.Equal(new UniformRange(0, 0.2), space.Parameters[2].Range);
        Assert.Equal(["network", "learning_rate", "label_smoothing"], space.Searched.Select(p => p.Name));
        Assert.Equal("true", space.Draw(1, 1)[0]["balance_genres"]);
    }

    [Theory]
    [InlineData("{\n\"learning_rte\": 1 }", "line 2: unknown setting 'learning_rte' (did you mean 'learning_rate'?). Choose from network,")]
    [InlineData("{ \"learning_rate\":\n { \"uniform\": [1e-2, 1e-4] } }", "line 1: 'learning_rate' has no range. Give a value,")]
    [InlineData("{ \"learning_rate\": { \"log_uniform\": [0, 1] } }", "line 1: 'learning_rate' has no range")]
    [InlineData("{ \"learning_rate\": { \"log_uniform\": [1e-3, 100] } }", "line 1: learning_rate cannot be 0.001 to 100, log-uniform: '100' is not a number from 1E-09 to 10")]
    [InlineData("{ \"learning_rate\": { \"log_uniform\": [1e-3, 1e999] } }", "line 1: 'learning_rate' has no range")]
    [InlineData("{ \"batch_size\": { \"choice\": [16, 24.5] } }", "'24.5' is not a whole number from 2 to 65536")]
    [InlineData("{ \"mixup\": 0.2,\n\n\"schedule\": { \"choice\": [\"cosine\", \"linear\"] } }", "line 3: schedule cannot be cosine, linear: 'linear' is not one of constant, step,")]
    [InlineData("{ \"optimizer\": { \"uniform\": [0, 1] } }", "'optimizer' requires one of Adam, AdamW, Sgd, not a numeric range")]
    [InlineData("{ \"mixup\": { \"choice\": [] } }", "'mixup' has no range")]
    [InlineData("{ \"mixup\": { \"choice\": [1, 1] } }", "'mixup' has no range")]
    [InlineData("{ \"mixup\": { \"choice\": [1, null] } }", "'mixup' has no range")]
    [InlineData("{ \"mixup\": 0.1, \n \"mixup\": { \"uniform\": [0, 1] } }", "line 2: 'mixup' occurs twice")]
    [InlineData("{ \"mixup\": 0.1 }", "has no range to search")]
    [InlineData("{}", "has no range to search")]
    [InlineData("[1]", "line 1: a search space must be an object of settings")]
    [InlineData("{ \"mixup\": { \"uniform\": [0, 1] }", "line 1: ")]
    [InlineData("{ \"mixup\": { \"uniform\": [0, 1] } } x", "line 1: ")]
    [InlineData("", "line 1: ")]
    public void An_invalid_search_space_is_rejected_with_its_line(string json, string reason)
    {
        GenreNetException problem = Assert.Throws<GenreNetException>(() => Load(json));
        Assert.StartsWith(_file, problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void A_missing_file_is_reported_with_its_path() =>
        Assert.Contains(_file, Assert.Throws<GenreNetException>(() => SearchSpaceFile.Load(_file)).Message, StringComparison.Ordinal);

    private SearchSpace Load(string json)
    {
        File.WriteAllText(_file, json);
        return SearchSpaceFile.Load(_file);
    }
}
