using System.Globalization;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Search.Spaces;

public class SearchSpaceTests
{
    private static readonly SearchSpace Space = new(
    [
        new("network", new ChoiceRange(["cnn", "resnet", "crnn"])),
        new("learning_rate", new LogUniformRange(1e-4, 1e-2)),
        new("label_smoothing", new UniformRange(0, 0.2)),
        new("batch_size", new UniformRange(8, 64)),
    ]);

    [Fact]
    public void The_same_seed_draws_the_same_points_and_another_seed_other_points()
    {
        Assert.Equal(Space.Draw(20, 7), Space.Draw(20, 7));
        Assert.NotEqual(Space.Draw(20, 7), Space.Draw(20, 8));
    }

    [Fact]
    public void A_longer_draw_begins_with_the_points_of_a_shorter_one() => Assert.Equal(Space.Draw(5, 7), Space.Draw(30, 7).Take(5));

    [Fact]
    public void An_added_setting_does_not_change_the_values_of_the_others()
    {
        var more = new SearchSpace([.. Space.Parameters, new("clip_norm", new UniformRange(0.5, 2))]);
        Assert.Equal(Space.Draw(10, 7).Select(p => p["learning_rate"]), more.Draw(10, 7).Select(p => p["learning_rate"]));
    }

    [Fact]
    public void Values_are_within_their_ranges_and_have_few_digits()
    {
        foreach (IReadOnlyDictionary<string, string> point in Space.Draw(300, 1))
        {
            Assert.InRange(Tunable.Number(point["learning_rate"]), 1e-4, 1e-2);
            Assert.InRange(Tunable.Number(point["label_smoothing"]), 0, 0.2);
            Assert.InRange(int.Parse(point["batch_size"], CultureInfo.InvariantCulture), 8, 64);
            Assert.True(point["learning_rate"].Length <= 8, point["learning_rate"]);
        }
    }

    [Fact]
    public void Half_of_log_uniform_values_are_below_the_geometric_mean_and_every_choice_occurs()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> points = Space.Draw(2000, 3);
        Assert.InRange(points.Count(p => Tunable.Number(p["learning_rate"]) < 1e-3), 900, 1100); // 4.5 deviations of a fair coin
        Assert.InRange(points.Count(p => Tunable.Number(p["label_smoothing"]) < 0.1), 900, 1100);
        Assert.All(["cnn", "resnet", "crnn"], name => Assert.InRange(points.Count(p => p["network"] == name), 570, 765));
    }

    [Fact]
    public void A_small_space_returns_each_of_its_points_once()
    {
        var small = new SearchSpace([new("optimizer", new ChoiceRange(["Adam", "Sgd"])), new("mixup", new ChoiceRange(["0", "0.2", "0.4"]))]);
        IReadOnlyList<IReadOnlyDictionary<string, string>> points = small.Draw(50, 1);
        Assert.Equal(6, points.Count);
        Assert.Equal(6, points.Select(p => $"{p["optimizer"]} {p["mixup"]}").Distinct().Count());
    }

    [Fact]
    public void The_default_space_has_networks_that_accept_the_segments()
    {
        SearchParameter network = DefaultSpace.For(FeatureOptions.Default).Parameters.Single(p => p.Name == "network");
        Assert.Equal(["cnn-small", "cnn", "resnet", "crnn", "transformer"], network.Range.Limits);
        SearchSpace rows = DefaultSpace.For(FeatureOptions.Summaries);
        Assert.Equal(["dense", "dense-regularized", "summary"], rows.Parameters.Single(p => p.Name == "network").Range.Limits);
        Assert.DoesNotContain(rows.Parameters, p => p.Name == "augmentation");
        Assert.All(rows.Parameters, p => Assert.Null(p.Fault));
    }

    [Fact]
    public void Dropout_is_scaled_inside_blocks_and_stays_below_one()
    {
        NetworkSpec network = GenreNetworks.Create("resnet", 3) with { Layers = [new Dropout(0.4), new Residual([new Dropout(0.2)]), new Dense(3)] };
        Assert.True(DropoutScale.Matters(network));
        NetworkSpec scaled = DropoutScale.Apply(network, 1.5);
        Assert.Equal(new Dropout(0.6), scaled.Layers[0]);
        Assert.Equal(new Dropout(0.3), Assert.IsType<Residual>(scaled.Layers[1]).Body[0]);
        Assert.Equal(new Dropout(0.9), DropoutScale.Apply(network, 3).Layers[0]);
        Assert.False(DropoutScale.Matters(network with { Layers = [new Dense(3)] }));
    }
}
