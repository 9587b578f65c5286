using GenreNet.Core;
using Microsoft.Extensions.Options;

namespace GenreNet.Inference.Hosting;

/// <summary>Validates the options before the host starts.</summary>
internal sealed class GenreClassifierOptionsValidator : IValidateOptions<GenreClassifierOptions>
{
    public ValidateOptionsResult Validate(string? name, GenreClassifierOptions options)
    {
        try
        {
            _ = options.ModelPath is { Length: > 0 } model ? InstalledModels.Resolve(model) : null;
        }
        catch (GenreNetException problem)
        {
            return ValidateOptionsResult.Fail($"{nameof(GenreClassifierOptions.ModelPath)}: {problem.Message}");
        }

        if (options.ModelPath is { } path && !File.Exists(path))
        {
            return ValidateOptionsResult.Fail(
                $"{nameof(GenreClassifierOptions.ModelPath)} is '{path}', which does not exist: specify an .onnx file that 'genrenet train' wrote "
                + "or the name of an installed model, or omit the setting to use the default model.");
        }

        if (options.Classification is null)
        {
            return ValidateOptionsResult.Fail($"{nameof(GenreClassifierOptions.Classification)} is null: omit the setting to use the defaults.");
        }

        try
        {
            options.Classification.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException problem)
        {
            return ValidateOptionsResult.Fail($"{nameof(GenreClassifierOptions.Classification)}.{problem.Message}");
        }
    }
}
