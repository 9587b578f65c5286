using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>--version</c>: prints the version of the package, without the commit that follows it in the assembly.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    private readonly TextWriter _output;

    private VersionAction(TextWriter output) => _output = output;

    /// <summary>Gets the version, as NuGet writes it.</summary>
    public static string Version { get; } =
        typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Sets the action of the option.</summary>
    /// <param name="root">The command.</param>
    /// <param name="terminal">Receives the version.</param>
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        foreach (VersionOption option in root.Options.OfType<VersionOption>())
        {
            option.Action = new VersionAction(terminal.Output);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _output.WriteLine(Version);
        return ExitCode.Done;
    }
}
