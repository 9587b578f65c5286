// Feeds readers with files that nobody vouches for.
//   dotnet run -c Release --project tests/GenreNet.Fuzzing -- audio 10 found     mutations of whole files for ten minutes; what broke something is kept in 'found'
//   dotnet run -c Release --project tests/GenreNet.Fuzzing -- model found/x.bin  one file again
//   dotnet run -c Release --project tests/GenreNet.Fuzzing -- --seeds audio DIR  the whole files, for AFL++
//   afl-fuzz ... -- GenreNet.Fuzzing --afl audio                                 guided by coverage; see CONTRIBUTING.md
using System.Globalization;
using GenreNet.Fuzzing.Mutation;
using GenreNet.Fuzzing.Targets;

FuzzTarget[] targets =
[
    AudioTarget.Create(),
    AudioTarget.CreateFlac(),
    OggTarget.Create(),
    AudioTarget.CreateMp3(),
    ModelTarget.Create(),
    NumpyTarget.Create(),
];
FuzzTarget? Named(string name) => targets.FirstOrDefault(target => target.Name == name);

switch (args)
{
    case ["--worker", var name, var seed, var first, var count, var current] when Named(name) is { } target:
        return Worker.Run(target, Number(seed), Number(first), Number(count), current);
    case ["--afl", var name] when Named(name) is { } target:
        // Exceptions that are documented are answers; all others are crashes to AFL.
        SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
        {
            using var file = new MemoryStream();
            stream.CopyTo(file);
            try
            {
                target.Read(file.ToArray());
            }
            catch (Exception problem) when (target.IsDocumented(problem))
            {
            }
        });
        return 0;
    case ["--seeds", var name, var folder] when Named(name) is { } target:
        Directory.CreateDirectory(folder);
        foreach ((string seed, byte[] content) in target.Seeds())
        {
            File.WriteAllBytes(Path.Combine(folder, seed), content);
        }

        return 0;
    case [var name, var file] when Named(name) is { } target && File.Exists(file):
        int accepted = 0;
        string? problem = Worker.Problem(target, File.ReadAllBytes(file), ref accepted);
        Console.WriteLine(problem ?? (accepted > 0 ? "accepted" : "refused"));
        return problem is null ? 0 : 1;
    case [var name, var minutes, var folder] when Named(name) is not null && double.TryParse(minutes, CultureInfo.InvariantCulture, out double time):
        return Campaign.Run(name, TimeSpan.FromMinutes(time), seed: 1, folder);
    default:
        Console.Error.WriteLine($"usage: TARGET MINUTES FOLDER | TARGET FILE | --seeds TARGET FOLDER | --afl TARGET, where TARGET is {string.Join(", ", targets.Select(t => t.Name))}");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
