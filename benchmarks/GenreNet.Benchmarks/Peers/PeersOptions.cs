using System.Globalization;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Represents the arguments after <c>--peers</c>.</summary>
/// <param name="Clips">Audio files to measure with; none for synthetic music.</param>
/// <param name="Rounds">Number of rounds, 1 or more; each program is measured once per round.</param>
internal sealed record PeersOptions(IReadOnlyList<string> Clips, int Rounds)
{
    /// <summary>Default number of rounds, enough that one disturbed round does not change the median.</summary>
    public const int UsualRounds = 5;

    /// <summary>Parses the arguments.</summary>
    /// <exception cref="ArgumentException">The arguments are not valid; the message is one sentence for the user.</exception>
    public static PeersOptions Parse(IReadOnlyList<string> arguments)
    {
        List<string> clips = [];
        int rounds = UsualRounds;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--rounds")
            {
                string? value = ++i < arguments.Count ? arguments[i] : null;
                rounds = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
                    ? count
                    : throw new ArgumentException($"--rounds must be an integer of 1 or greater{(value is null ? string.Empty : $", not '{value}'")}.");
            }
            else if (argument.StartsWith('-'))
            {
                throw new ArgumentException($"'{argument}' is not a valid argument of --peers: specify audio files and --rounds N.");
            }
            else
            {
                clips.Add(argument);
            }
        }

        return new PeersOptions(clips, rounds);
    }
}
