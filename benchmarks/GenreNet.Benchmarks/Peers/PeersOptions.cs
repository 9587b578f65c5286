using System.Globalization;

namespace GenreNet.Benchmarks.Peers;

/// <summary>What follows <c>--peers</c>.</summary>
/// <param name="Clips">Audio files to measure with; none for made-up music.</param>
/// <param name="Rounds">How often each program is measured in turn, 1 or more.</param>
internal sealed record PeersOptions(IReadOnlyList<string> Clips, int Rounds)
{
    /// <summary>Rounds where none are asked for: enough that one disturbed round does not decide.</summary>
    public const int UsualRounds = 5;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">They mean nothing; the message is one sentence for the user.</exception>
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
                    : throw new ArgumentException($"--rounds needs a whole number from 1, not {(value is null ? "nothing" : $"'{value}'")}.");
            }
            else if (argument.StartsWith('-'))
            {
                throw new ArgumentException($"--peers does not know '{argument}': it takes audio files and --rounds N.");
            }
            else
            {
                clips.Add(argument);
            }
        }

        return new PeersOptions(clips, rounds);
    }
}
