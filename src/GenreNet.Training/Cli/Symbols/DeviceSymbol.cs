using System.CommandLine;
using GenreNet.Core;
using GenreNet.Training.Fitting;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Cli;

/// <summary>The option of the device that a network is fitted on.</summary>
internal sealed class DeviceSymbol
{
    private readonly Option<string> _device = new("--device")
    {
        Description = "Device to train on: cpu, cuda, cuda:N (an NVIDIA GPU), mps (the GPU of a Mac), or auto for the first of cuda, mps and cpu that exists. Results are bit-identical only on the CPU.",
        DefaultValueFactory = _ => default(TorchDevice).ToString(),
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command)
    {
        _device.CompletionSources.Add(DeviceInventory.Auto, "cpu", "cuda", "mps");
        _device.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && name != DeviceInventory.Auto && !TorchDevice.TryParse(name, out _))
            {
                result.AddError($"--device must be auto, cpu, cuda, cuda:N or mps, not '{name}'");
            }
        });
        command.Add(_device);
    }

    /// <summary>Reads the device. Loads torch only if it is not the CPU.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <exception cref="DependencyMissingException">The device does not exist on this machine.</exception>
    public TorchDevice Read(ParseResult parsed) =>
        parsed.GetValue(_device) is { } name && name != default(TorchDevice).ToString() ? DeviceInventory.OfMachine().Select(name) : default;

    /// <summary>Refuses a GPU for what is fitted on the CPU in any case.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="what">What is fitted, as it is named on the command line.</param>
    /// <exception cref="GenreNetException">The command line names a GPU.</exception>
    public void RequireCpu(ParseResult parsed, string what)
    {
        if (parsed.GetValue(_device) is { } name && name != DeviceInventory.Auto && name != default(TorchDevice).ToString())
        {
            throw new GenreNetException($"--device {name} has no effect with {what}, which is fitted on the CPU. Remove --device.");
        }
    }

    /// <summary>Prints the device, if the command line has the option.</summary>
    /// <param name="terminal">Receives the message.</param>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="options">The settings that were read from it.</param>
    /// <param name="json">Whether the output carries JSON.</param>
    public void Say(Terminal terminal, ParseResult parsed, TrainingOptions options, bool json)
    {
        if (parsed.GetResult(_device) is { Implicit: false })
        {
            (json ? terminal.Error : terminal.Output).WriteLine($"Device: {options.Device}.");
        }
    }
}
