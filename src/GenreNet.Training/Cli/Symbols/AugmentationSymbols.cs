using System.CommandLine;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of random augmentation of training segments.</summary>
internal sealed class AugmentationSymbols
{
    private static readonly AugmentationOptions Moderate = AugmentationOptions.Moderate;

    private readonly Option<bool> _augment = new("--augment")
    {
        Description = $"Apply moderate random augmentation to training segments: {Moderate.Describe()}. Each of the following options overrides one of these values, or can be used alone.",
    };

    private readonly Option<bool?> _crop = new("--random-crop") { Description = "Cut segments at random positions of their track instead of at fixed positions." };
    private readonly Option<double?> _timeMask = Share("--time-mask", "Maximum share of the frames to mask, from 0 to 0.9.");
    private readonly Option<double?> _coefficientMask = Share("--coefficient-mask", "Maximum share of the coefficients to mask, from 0 to 0.9.");
    private readonly Option<double?> _level = Decibels("--gain-deviation", "Standard deviation of the random gain, in dB.");
    private readonly Option<double?> _equalizer = Decibels("--equalizer-deviation", "Standard deviation of the smooth random equaliser curve, in dB.");
    private readonly Option<double?> _mixup = Bounded("--mixup", "Alpha of mixup, such as 0.2: pairs of segments and their genres are mixed with weights drawn from Beta(alpha, alpha).", 10);

    /// <summary>All options.</summary>
    public IEnumerable<Option> All => [_augment, _crop, _timeMask, _coefficientMask, _level, _equalizer, _mixup];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the augmentation options; returns null for no augmentation.</summary>
    public AugmentationOptions? Read(ParseResult parsed)
    {
        AugmentationOptions start = parsed.GetValue(_augment) ? Moderate : new AugmentationOptions();
        AugmentationOptions options = start with
        {
            RandomCrop = parsed.GetValue(_crop) ?? start.RandomCrop,
            TimeMask = parsed.GetValue(_timeMask) ?? start.TimeMask,
            CoefficientMask = parsed.GetValue(_coefficientMask) ?? start.CoefficientMask,
            LevelDecibels = parsed.GetValue(_level) ?? start.LevelDecibels,
            EqualizerDecibels = parsed.GetValue(_equalizer) ?? start.EqualizerDecibels,
            Mixup = parsed.GetValue(_mixup) ?? start.Mixup,
        };
        return options == new AugmentationOptions() ? null : options;
    }

    private static Option<double?> Share(string name, string description) => Bounded(name, description, 0.9);

    private static Option<double?> Decibels(string name, string description) => Bounded(name, description, 40);

    private static Option<double?> Bounded(string name, string description, double most)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (>= 0 and var value) || value > most)
            {
                result.AddError($"{name} must be a number from 0 to {most}, not '{string.Join(' ', result.Tokens.Select(t => t.Value))}'");
            }
        });
        return option;
    }
}
