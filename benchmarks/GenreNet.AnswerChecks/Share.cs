namespace GenreNet.AnswerChecks;

/// <summary>Formats a share with its 95 % confidence interval (Wilson).</summary>
internal static class Share
{
    private const double Deviations = 1.959963984540054;

    public static string Of(int count, int total)
    {
        double share = (double)count / total;
        double squared = Deviations * Deviations / total;
        double middle = (share + (squared / 2)) / (1 + squared);
        double half = Math.Sqrt((share * (1 - share) * squared) + (squared * squared / 4)) / (1 + squared);
        return FormattableString.Invariant($"{count} of {total}, {share:0.0 %} (95 % CI {Math.Max(0, middle - half):0.0 %} to {Math.Min(1, middle + half):0.0 %})");
    }
}
