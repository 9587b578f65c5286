using System.Buffers.Binary;
using System.Numerics;
using GenreNet.Core;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using Google.Protobuf;

namespace GenreNet.Training.Tests.Runs;

/// <summary>Event files, read back the way TensorBoard reads them: records of length, masked CRC-32C of it, message, masked CRC-32C of that.</summary>
public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_epoch_writes_five_values_with_valid_checksums()
    {
        Log(new EpochResult(1, 1.5, 0.25, 1.25, 0.5, 0.125), new EpochResult(2, 0.75, 0.625, double.NaN, double.NaN, 0.0625));
        Assert.Equal(
            [
                ("loss/train", 1, 1.5f), ("loss/validation", 1, 1.25f), ("accuracy/train", 1, 0.25f), ("accuracy/validation", 1, 0.5f), ("learning_rate", 1, 0.125f),
                ("loss/train", 2, 0.75f), ("accuracy/train", 2, 0.625f), ("learning_rate", 2, 0.0625f),
            ],
            Scalars(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Fact]
    public void A_new_run_replaces_the_events_of_the_previous_one()
    {
        Log(new EpochResult(1, 9, 0, 9, 0), new EpochResult(2, 8, 0, 8, 0));
        Log(new EpochResult(1, 1, 1, 1, 1));
        Assert.Equal(5, Scalars(Assert.Single(Directory.GetFiles(_folder.Path))).Count);
    }

    [Fact]
    public void Networks_of_an_ensemble_have_consecutive_steps()
    {
        var log = new TensorBoardLog(_folder.Path, null);
        log.Report(new TrainingProgress(12, 20, 4, 4, 1, 1, new EpochResult(2, 1, 1, 1, 1)));
        Assert.All(Scalars(Assert.Single(Directory.GetFiles(_folder.Path))), s => Assert.Equal(12, s.Step));
    }

    [Fact]
    public void A_resumed_run_keeps_its_events()
    {
        Log(new EpochResult(1, 9, 0, 9, 0));
        Report(new TensorBoardLog(_folder.Path, null, continues: true), new EpochResult(2, 8, 0, 8, 0));
        Assert.Equal([1, 2], Directory.GetFiles(_folder.Path).SelectMany(Scalars).Select(s => s.Step).Distinct().Order());
    }

    [Fact]
    public void Progress_is_forwarded_and_batches_write_nothing()
    {
        List<TrainingProgress> reported = [];
        var log = new TensorBoardLog(Path.Combine(_folder.Path, "none"), new Collector(reported));
        log.Report(new TrainingProgress(1, 2, 3, 4, 0.5, 0.5));
        Assert.Single(reported);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "none")));
    }

    [Fact]
    public void An_unwritable_folder_is_rejected()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, string.Empty);
        var problem = Assert.Throws<GenreNetException>(() => Report(new TensorBoardLog(Path.Combine(file, "events"), null), new EpochResult(1, 1, 1, 1, 1)));
        Assert.Contains("--tensorboard", problem.Message, StringComparison.Ordinal);
    }

    private static void Report(TensorBoardLog log, EpochResult epoch) => log.Report(new TrainingProgress(epoch.Epoch, 9, 4, 4, epoch.Loss, epoch.Accuracy, epoch));

    private static List<(string Tag, long Step, float Value)> Scalars(string path)
    {
        List<(string, long, float)> scalars = [];
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        while (!file.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            ReadOnlySpan<byte> message = file.Slice(12, length);
            Assert.Equal(Masked(message), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            scalars.AddRange(Event(message.ToArray()));
            file = file[(16 + length)..];
        }

        return scalars;
    }

    // message Event { int64 step = 2; Summary summary = 5; }
    private static IEnumerable<(string, long, float)> Event(byte[] message)
    {
        using var input = new CodedInputStream(message);
        long step = 0;
        List<(string, float)> values = [];
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag >> 3 == 2)
            {
                step = input.ReadInt64();
            }
            else if (tag >> 3 == 5)
            {
                values.Add(Summary(input.ReadBytes().ToByteArray()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return values.Select(v => (v.Item1, step, v.Item2));
    }

    // message Summary { repeated Value value = 1; } message Value { string tag = 1; float simple_value = 2; }
    private static (string, float) Summary(byte[] message)
    {
        using var summary = new CodedInputStream(message);
        Assert.Equal(1u, summary.ReadTag() >> 3);
        using var value = new CodedInputStream(summary.ReadBytes().ToByteArray());
        Assert.Equal(1u, value.ReadTag() >> 3);
        string name = value.ReadString();
        Assert.Equal(2u, value.ReadTag() >> 3);
        return (name, value.ReadFloat());
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }

    private void Log(params EpochResult[] epochs)
    {
        var log = new TensorBoardLog(_folder.Path, null);
        Array.ForEach(epochs, epoch => Report(log, epoch));
    }

    private sealed class Collector(List<TrainingProgress> reported) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reported.Add(value);
    }
}
