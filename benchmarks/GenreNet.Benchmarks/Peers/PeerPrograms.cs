using GenreNet.Benchmarks.Fixtures;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Prepares the peers that this machine can run.</summary>
internal static class PeerPrograms
{
    private const string Source = "benchmarks/peers/fftw_mfcc.c";
    private const string Script = "benchmarks/peers/torchaudio_mfcc.py";

    // Debian's packages are available only to the Python of the system.
    private const string Python = "/usr/bin/python3";

    /// <summary>Builds or finds the peers.</summary>
    /// <param name="folder">Folder for the programs that are built.</param>
    /// <param name="missing">Receives one sentence per peer that this machine cannot run.</param>
    public static IReadOnlyList<IPeer> Prepare(TemporaryFolder folder, ICollection<string> missing)
    {
        IPeer?[] found = [BuildFftw(folder["fftw_mfcc"], missing), FindTorchaudio(missing), new NWavesPeer()];
        return [.. found.OfType<IPeer>()];
    }

    private static ProgramPeer? BuildFftw(string program, ICollection<string> missing)
    {
        const string Packages = "apt-get install gcc libc6-dev libfftw3-dev";
        ChildProcess? gcc = ChildProcess.Run(
            "gcc", "-O3", "-march=native", "-ffast-math", RepositoryFiles.Find(Source), "-o", program, "-lfftw3f", "-lm");
        if (gcc is { ExitCode: 0 })
        {
            return new ProgramPeer("FFTW in C", program, []);
        }

        missing.Add(
            gcc is null ? $"The peer in C is skipped, because gcc is not installed: {Packages}."
            : gcc.Errors.Contains("fftw3", StringComparison.Ordinal) ? $"The peer in C is skipped, because FFTW is not installed: {Packages}."
            : $"The peer in C is skipped, because gcc cannot build {Source}, which needs a processor with AVX2 ({gcc.Errors.Split('\n')[0]}).");
        return null;
    }

    private static ProgramPeer? FindTorchaudio(ICollection<string> missing)
    {
        if (ChildProcess.Run(Python, "-c", "import torchaudio") is { ExitCode: 0 })
        {
            return new ProgramPeer("torchaudio", Python, [RepositoryFiles.Find(Script)]);
        }

        missing.Add($"The peer in Python is skipped, because {Python} cannot import torchaudio: apt-get install python3-torchaudio libopenblas0-pthread.");
        return null;
    }
}
