using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>Figures in README.md and docs carry a name, <c>figure: NAME</c>, that <c>build/figures.sh</c> has a command for.</summary>
public partial class FigureTests
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Root, "build", "figures.sh"));

    [Fact]
    public void Every_figure_named_on_a_page_is_in_the_script()
    {
        string[] known = Catalogue();
        Assert.All(Quoted(), quoted => Assert.True(known.Contains(quoted.Name), $"{quoted.Page} names the figure {quoted.Name}, which build/figures.sh lacks."));
    }

    [Fact]
    public void Every_figure_of_the_script_is_named_on_a_page()
    {
        string[] quoted = [.. Quoted().Select(q => q.Name)];
        Assert.All(Catalogue(), name => Assert.True(quoted.Contains(name), $"No page names the figure {name} of build/figures.sh: quote it or remove it."));
    }

    [Fact]
    public void Every_figure_of_the_script_has_a_function_and_states_its_requirements()
    {
        string[] known = Catalogue();
        Assert.NotEmpty(known);
        Assert.Distinct(known);
        Assert.All(known, name => Assert.Contains($"\nrun_{name.Replace('-', '_')}() {{", Script, StringComparison.Ordinal));
        string[] needs = [.. Rows().SelectMany(row => row[4].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Except(["named"])];
        string checks = Script[Script.IndexOf("\nmissing() {", StringComparison.Ordinal)..];
        Assert.All(needs, need => Assert.Matches($@"\n    ([\w-]+ \| )?{Regex.Escape(need)}( \| [\w-]+)?\) ", checks));
    }

    [Fact]
    public void Every_accuracy_row_names_its_figure_or_source()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "accuracy.md"));
        string[] rows = [.. lines.Where(line => line.StartsWith('|') && Percentage().IsMatch(line))];
        Assert.NotEmpty(rows);
        string[] origins = ["published by", "source not found", "measured once"];
        Assert.All(rows, row => Assert.True(Name().IsMatch(row) || origins.Any(origin => row.Contains(origin, StringComparison.Ordinal)), row));
    }

    [Fact]
    public void Every_section_with_an_accuracy_names_its_figure_or_explains_why_it_cannot_be_reproduced()
    {
        // The page of the embedded model is written with the model; its figures are named by docs/accuracy.md.
        string[] sections =
        [
            .. from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
               where Path.GetFileName(path) is not "default-model.md"
               from section in File.ReadAllText(path).Split("\n## ").Skip(1)
               where Accuracy().IsMatch(section)
               select $"{Path.GetFileName(path)}, {section}",
        ];
        Assert.True(sections.Length >= 4, $"Only {sections.Length} sections state an accuracy.");
        Assert.All(sections, section => Assert.True(Name().IsMatch(section) || section.Contains("published by", StringComparison.Ordinal), section));
    }

    private static string[] Catalogue() => [.. Rows().Select(row => row[0])];

    /// <summary>The rows of the script's catalogue: name, what, split, seeds, needs.</summary>
    private static string[][] Rows()
    {
        const string start = "\ncatalogue='\n";
        int first = Script.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int last = Script.IndexOf("\n'\n", first, StringComparison.Ordinal);
        return [.. Script[first..last].Split('\n').Select(line => (string[])[.. line.Split('|').Select(field => field.Trim())])];
    }

    private static (string Page, string Name)[] Quoted() =>
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Prepend(Path.Combine(Repository.Root, "README.md"))
           from Match match in Name().Matches(File.ReadAllText(path))
           select (Repository.Relative(path), match.Groups[1].Value),
    ];

    [GeneratedRegex(@"figure: ([a-z0-9-]+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d %")]
    private static partial Regex Percentage();

    [GeneratedRegex(@"\d %[^\n]*(macro|correct|accura)|(macro|correct|accura)[^\n]*\d %|\d % ± \d")]
    private static partial Regex Accuracy();
}
