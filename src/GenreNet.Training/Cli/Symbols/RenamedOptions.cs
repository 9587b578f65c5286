namespace GenreNet.Training.Cli;

/// <summary>Accepts option names and values of the previous version. They are not listed in the help, and end with the next version.</summary>
internal static class RenamedOptions
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["--members"] = "--ensemble-size",
        ["--accumulate"] = "--gradient-accumulation-steps",
        ["--draw-by-weight"] = "--sample-by-weight",
        ["--copies"] = "--augmented-variants",
    };

    // Names that are replaced in one command only, because others may use them.
    private static readonly Dictionary<(string Command, string Name), string> NamesOfCommands = new()
    {
        [("check", "--report")] = "--out",
        [("download", "--to")] = "--out",
        [("export", "--csv")] = "--out",
    };

    /// <summary>Replaces previous names, also those with a value after <c>=</c> or <c>:</c>, and previous values.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>The arguments with current names, and one sentence per replaced name.</returns>
    public static (IReadOnlyList<string> Arguments, IReadOnlyList<string> Notes) Replace(IReadOnlyList<string> arguments)
    {
        List<string> current = [];
        List<string> notes = [];
        string command = arguments.Count > 0 ? arguments[0] : string.Empty;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            int end = argument.IndexOfAny(['=', ':']) is > 0 and var found ? found : argument.Length;
            if (Names.TryGetValue(argument[..end], out string? name) || NamesOfCommands.TryGetValue((command, argument[..end]), out name))
            {
                notes.Add($"{argument[..end]} is now called {name}. The old name will be removed in the next version.");
                argument = name + argument[end..];
            }
            else if (i > 0 && arguments[i - 1] == "--monitor" && argument.Equals("Nothing", StringComparison.OrdinalIgnoreCase))
            {
                notes.Add("--monitor Nothing is now called --monitor None. The old name will be removed in the next version.");
                argument = "None";
            }

            current.Add(argument);
        }

        return (current, notes);
    }
}
