using GenreNet.Benchmarks.Fixtures;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Makes the peers ready that this machine can run.</summary>
internal static class PeerPrograms
{
    private const string Source = "benchmarks/peers/fftw_mfcc.c";
    private const string Script = "benchmarks/peers/torchaudio_mfcc.py";

    // The system's own Python: Debian's packages are not seen by others.
    private const string Python = "/usr/bin/python3";

    /// <summary>Builds or finds them.</summary>
    /// <param name="folder">Where built programs go.</param>
    /// <param name="missing">Receives a sentence for each that cannot run here.</param>
    public static IReadOnlyList<Peer> Prepare(TemporaryFolder folder, ICollection<string> missing)
    {
        Peer?[] found = [BuildFftw(folder["fftw_mfcc"], missing), FindTorchaudio(missing)];
        return [.. found.OfType<Peer>()];
    }

    private static Peer? BuildFftw(string program, ICollection<string> missing)
    {
        const string Packages = "apt-get install gcc libc6-dev libfftw3-dev";
        ChildProcess? gcc = ChildProcess.Run(
            "gcc", "-O3", "-march=native", "-ffast-math", RepositoryFiles.Find(Source), "-o", program, "-lfftw3f", "-lm");
        if (gcc is { ExitCode: 0 })
        {
            return new Peer("FFTW in C", program, []);
        }

        missing.Add(
            gcc is null ? $"The peer in C is left out, because there is no gcc: {Packages}."
            : gcc.Errors.Contains("fftw3", StringComparison.Ordinal) ? $"The peer in C is left out, because there is no FFTW to build it with: {Packages}."
            : $"The peer in C is left out, because gcc cannot build {Source} here; it needs a processor with AVX2 ({gcc.Errors.Split('\n')[0]}).");
        return null;
    }

    private static Peer? FindTorchaudio(ICollection<string> missing)
    {
        if (ChildProcess.Run(Python, "-c", "import torchaudio") is { ExitCode: 0 })
        {
            return new Peer("torchaudio", Python, [RepositoryFiles.Find(Script)]);
        }

        missing.Add($"The peer in Python is left out, because {Python} cannot import torchaudio: apt-get install python3-torchaudio libopenblas0-pthread.");
        return null;
    }
}
