using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>networks [FILE.json]</c>: lists the available networks and their cost.</summary>
internal static class NetworksCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Network files (.json) to check and list in addition to the built-in networks.", Arity = ArgumentArity.ZeroOrMore };
        Option<int> genres = CliSymbols.Number("--genres", "Number of genres.", 10, 2, 100_000);
        Option<bool> json = CliSymbols.Json();
        var features = new FeatureSymbols();
        var command = new Command("networks", "List the networks with their number of parameters and multiply-adds.") { files, genres, json };
        features.AddTo(command);
        command.SetAction(parsed =>
        {
            FeatureOptions options = features.Read(parsed).Open();
            var input = new TensorShape(options.FrameCount, options.CoefficientCount);
            int genreCount = parsed.GetValue(genres);
            (NetworkSpec Network, string Idea)[] networks =
            [
                .. GenreNetworks.Names.Select(name => (GenreNetworks.Create(name, genreCount, options), GenreNetworks.Describe(name))),
                .. (parsed.GetValue(files) ?? []).Select(file => (NetworkFile.Load(file, genreCount, input), file)),
            ];
            (string Name, string Idea, NetworkCost? Cost)[] rows = [.. networks.Select(n => (n.Network.Name, n.Idea, Cost(n.Network, input)))];
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(ToJson(rows));
            }
            else
            {
                TableDisplay.Write(terminal.People(json: false), Table(rows, input, genreCount), rows.Length);
            }

            return ExitCode.Done;
        });
        return command;
    }

    // A catalogue network that does not accept these features is still listed.
    private static NetworkCost? Cost(NetworkSpec network, TensorShape input)
    {
        try
        {
            return NetworkCost.Of(network, input);
        }
        catch (NetworkException)
        {
            return null;
        }
    }

    private static ReportTable Table((string Name, string Idea, NetworkCost? Cost)[] rows, TensorShape input, int genreCount) => new(
        $"Networks for segments of {input[0]}x{input[1]} and {genreCount} genres",
        [new("name"), new("parameters", true), new("multiply-adds", true), new("description")],
        [.. rows.Select(row => (string[])[row.Name, Number(row.Cost?.Parameters), Number(row.Cost?.MultiplyAdds), row.Idea])]);

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "not possible";

    private static string ToJson((string Name, string Idea, NetworkCost? Cost)[] rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach ((string name, string idea, NetworkCost? cost) in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("idea", idea);
                if (cost is { } counted)
                {
                    writer.WriteNumber("parameters", counted.Parameters);
                    writer.WriteNumber("multiply_adds", counted.MultiplyAdds);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
