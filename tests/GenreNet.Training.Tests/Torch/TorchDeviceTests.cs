using System.Text.Json;
using GenreNet.Core;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Torch;

public class TorchDeviceTests
{
    private static readonly DeviceInventory None = new(0, HasMps: false, HasCudaLibraries: false);

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("mps", "mps")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:0", "cuda:0")]
    [InlineData("cuda:12", "cuda:12")]
    public void Names_are_parsed(string name, string expected)
    {
        Assert.True(TorchDevice.TryParse(name, out TorchDevice device));
        Assert.Equal(expected, device.ToString());
        Assert.Equal($"\"{expected}\"", JsonSerializer.Serialize(device));
        Assert.Equal(device, JsonSerializer.Deserialize<TorchDevice>($"\"{name}\""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("CUDA")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda:99999999999")]
    [InlineData("auto")]
    public void Other_names_are_rejected(string? name) => Assert.False(TorchDevice.TryParse(name, out _));

    [Fact]
    public void Unknown_devices_in_files_are_rejected() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TorchDevice>("\"gpu\""));

    [Fact]
    public void The_default_is_the_cpu()
    {
        Assert.True(default(TorchDevice).IsCpu);
        Assert.Equal(TorchSharp.DeviceType.CPU, default(TorchDevice).ToTorch().type);
    }

    [Theory]
    [InlineData(0, false, "cpu")]
    [InlineData(0, true, "mps")]
    [InlineData(1, true, "cuda:0")]
    [InlineData(2, false, "cuda:0")]
    public void Auto_selects_the_first_of_cuda_mps_and_cpu(int cudaCount, bool hasMps, string expected) =>
        Assert.Equal(expected, new DeviceInventory(cudaCount, hasMps, HasCudaLibraries: true).Select(DeviceInventory.Auto).ToString());

    [Fact]
    public void Existing_devices_are_selected()
    {
        var all = new DeviceInventory(2, HasMps: true, HasCudaLibraries: true);
        Assert.All((string[])["cpu", "mps", "cuda:0", "cuda:1"], name => Assert.Equal(name, all.Select(name).ToString()));
        Assert.Equal("cpu", None.Select("cpu").ToString());
    }

    [Fact]
    public void Missing_devices_are_named_with_the_remedy()
    {
        Refused(None, "cuda", "no CUDA libraries for --device cuda", $"-p:TorchPackage={DeviceInventory.CudaPackage}", "TorchSharp-cpu");
        Refused(None with { HasCudaLibraries = true }, "cuda:0", "no NVIDIA GPU for --device cuda:0", "nvidia-smi");
        Refused(new DeviceInventory(2, HasMps: false, HasCudaLibraries: true), "cuda:2", "no GPU cuda:2", "cuda:1");
        Refused(None, "mps", "no Apple GPU for --device mps", "osx-arm64", "TorchSharp-cpu");
    }

    [Fact]
    public void Devices_of_this_machine_can_be_listed()
    {
        var machine = DeviceInventory.OfMachine();
        Assert.Equal(machine, DeviceInventory.OfMachine());
        Assert.NotNull(machine.Select(DeviceInventory.Auto).ToString());
    }

    private static void Refused(DeviceInventory inventory, string name, params string[] parts)
    {
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(() => inventory.Select(name));
        Assert.All(parts, part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
    }
}
