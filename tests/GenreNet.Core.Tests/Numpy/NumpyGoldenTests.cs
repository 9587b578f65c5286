using System.Diagnostics;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numpy;

/// <summary>Arrays that NumPy wrote; Golden/numpy/README.md has the program.</summary>
public class NumpyGoldenTests
{
    public static TheoryData<string> Containers { get; } = ["stored.npz", "deflated.npz"];

    public static TheoryData<string> Refused { get; } = [.. Directory.GetFiles(Golden(""), "refused_*.npy").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Containers))]
    public void Every_type_byte_order_and_axis_order_gives_the_same_array(string container)
    {
        using var file = NpzReader.Open(Golden(container));
        string[] grids = [.. file.Names.Where(name => name.EndsWith("_c", StringComparison.Ordinal) || (name.EndsWith("_f", StringComparison.Ordinal) && name != "cube_f"))];
        Assert.Equal(40, grids.Length);
        Assert.All(grids, name =>
        {
            Assert.Equal([2, 3], file.Read(name).Shape.ToArray());
            Assert.Equal([0d, 1, 2, 3, 4, 5], file.Read(name).ToDouble());
        });
        Assert.Equal(12, grids.Select(name => file.Read(name).Type).Append(file.Read("bool").Type).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Other_arrays_equal_the_originals(string container)
    {
        using var file = NpzReader.Open(Golden(container));
        Assert.Equal([true, false, true], file.Read("bool").AsSpan<bool>().ToArray());
        Assert.Equal(["blues", "Größe", "", "𝄞 clef"], file.Read("text").AsText().ToArray());
        Assert.Equal(["blues", "Größe"], file.Read("text_big").AsText().ToArray());
        Assert.Equal(["ab", "", "äöü"], file.Read("bytes").AsText().ToArray());
        Assert.Empty(file.Read("scalar").Shape.ToArray());
        Assert.Equal([2.5], file.Read("scalar").ToDouble());
        Assert.Equal([0, 3], file.Read("empty").Shape.ToArray());
        Assert.Equal([2, 0], file.Read("empty_text").Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), file.Read("cube_f").ToDouble());
        Assert.Equal([long.MinValue, long.MaxValue], file.Read("limits").ToInt64());
        Assert.Equal([float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f], file.Read("special").AsSpan<float>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_header_is_read(int version) =>
        Assert.Equal([1.5, 2.5], NpyFile.Read(Golden($"version{version}.npy")).ToDouble());

    [Fact]
    public void Sizes_of_64_bits_are_read()
    {
        using var file = NpzReader.Open(Golden("zip64.npz"));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (double)i), file.Read("x").ToDouble());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Unsupported_types_are_rejected_by_name(string file)
    {
        string message = Assert.Throws<NumpyFormatException>(() => NpyFile.Read(Golden(file))).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains("save", message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumPy_reads_the_written_files()
    {
        using var place = new TemporaryFolder();
        string path = Path.Combine(place.Path, "x.npz");
        NpzWriter.Write(path,
        [
            NpzEntry.Of("floats", NpyArray.Create([1.5f, 2f, 3f, 4f, 5f, 6f], 2, 3)),
            NpzEntry.Of("texts", NpyArray.Create(["blues", "Größe"], 2)),
            NpzEntry.Of("scalar", NpyArray.Create([7L])),
            NpzEntry.Of("flags", NpyArray.Create([true, false], 2)),
            NpzEntry.Streamed("streamed", NpyType.UInt8, [3, 1], stream => stream.Write([7, 8, 9])),
        ]);
        const string Program = """
            import sys
            try:
                import numpy
            except ImportError:
                sys.exit(77)
            data = numpy.load(sys.argv[1], allow_pickle=False)
            print([(name, str(data[name].dtype), data[name].tolist()) for name in data.files])
            """;
        (int exitCode, string output) = Python(Program, path);
        Assert.SkipWhen(exitCode == 77, "python3 with numpy is not installed");
        Assert.Equal(
            "[('floats', 'float32', [[1.5, 2.0, 3.0], [4.0, 5.0, 6.0]]), ('texts', '<U5', ['blues', 'Größe']), ('scalar', 'int64', 7), "
            + "('flags', 'bool', [True, False]), ('streamed', 'uint8', [[7], [8], [9]])]",
            output.Trim());
    }

    private static string Golden(string name) => Path.Combine(TestData.Golden, "numpy", name);

    private static (int ExitCode, string Output) Python(string program, string argument)
    {
        string[] places = ["/usr/bin/python3", "python3"];
        var start = new ProcessStartInfo(places.FirstOrDefault(File.Exists) ?? places[^1], ["-c", program, argument]) { RedirectStandardOutput = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (77, string.Empty);
        }
    }
}
