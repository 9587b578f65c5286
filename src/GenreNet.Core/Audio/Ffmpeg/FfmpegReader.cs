using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Audio.Wav;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Ffmpeg;

/// <summary>Audio decoded by ffmpeg, at the file's own rate and with its own channels, read back as float WAV.</summary>
internal sealed class FfmpegReader : AudioReader
{
    private readonly FfmpegProcess _process;
    private readonly SpoolFile? _spool;
    private readonly PcmReader _decoded;
    private readonly string? _hiddenPath;
    private readonly List<string> _warnings = [];
    private bool _ended;

    private FfmpegReader(FfmpegProcess process, SpoolFile? spool, string name, string format, string? hiddenPath)
    {
        _process = process;
        _spool = spool;
        _hiddenPath = hiddenPath;
        Name = name;
        Format = format;
        // ffmpeg's own output is named like the file, so that a message about it names the file.
        var source = new ByteSource(process.Output, name, ownsStream: true);
        Span<byte> start = stackalloc byte[12];
        bool whole = source.Read(start) == start.Length && WavHeader.Matches(start);
        PcmLayout? layout = null;
        try
        {
            layout = whole ? WavHeader.Read(source, start) : null;
            source.StopRecording();
            _decoded = layout is null ? throw new AudioFormatException(name, "ffmpeg gave no audio.") : new PcmReader(source, layout);
        }
        catch (AudioFormatException)
        {
            // Nothing came out: what ffmpeg has to say is the better explanation, if it says anything.
            source.Skip(long.MaxValue);
            (int exitCode, string log) = process.Finish();
            throw exitCode == 0 && log.Length == 0
                ? new AudioFormatException(name, "ffmpeg finds no samples in it.")
                : new AudioFormatException(name, FfmpegLog.Problem(log, name, _hiddenPath)) { IsAudio = !FfmpegLog.IsNoAudio(log, format) };
        }
    }

    public override string Name { get; }

    public override string Format { get; }

    public override int SampleRate => _decoded.SampleRate;

    public override int ChannelCount => _decoded.ChannelCount;

    public override long? SampleCount => null;

    public override IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens a file through ffmpeg.</summary>
    /// <param name="program">Full path of ffmpeg, or null where there is none.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="format">What its first bytes say.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public static FfmpegReader Open(string? program, string path, string name, string format, CancellationToken cancellationToken) =>
        Open(Found(program, name, format), path, name, null, format, cancellationToken);

    /// <summary>Opens a stream through ffmpeg by way of a temporary file.</summary>
    public static FfmpegReader Open(string? program, ByteSource source, string format, CancellationToken cancellationToken)
    {
        string found = Found(program, source.Name, format);
        var spool = SpoolFile.Create(source);
        return Open(found, spool.Path, source.Name, spool, format, cancellationToken);
    }

    public override int Read(Span<float> destination)
    {
        int count = _decoded.Read(destination);
        if (count == 0 && !destination.IsEmpty && !_ended)
        {
            _ended = true;
            (int exitCode, string log) = _process.Finish();
            if (exitCode != 0)
            {
                throw new AudioFormatException(Name, FfmpegLog.Problem(log, Name, _hiddenPath));
            }

            if (log.Length > 0)
            {
                _warnings.Add($"{Name} is damaged in places, and some of it may be missing ({FfmpegLog.LastLine(log, Name, _hiddenPath)}).");
            }
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _process.Dispose();
            _decoded.Dispose();
            _spool?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Found(string? program, string name, string format) => program ?? throw new DependencyMissingException(
        "ffmpeg",
        format is "WAV" or "AU" or "AIFF"
            ? $"ffmpeg was not found, and {name} holds a codec that only ffmpeg decodes: install ffmpeg or put it on PATH."
            : $"ffmpeg was not found, and {name} is not WAV, AU or AIFF: install ffmpeg or put it on PATH.");

    private static FfmpegReader Open(string program, string path, string name, SpoolFile? spool, string format, CancellationToken cancellationToken)
    {
        FfmpegProcess? process = null;
        try
        {
            process = FfmpegProcess.Start(program, path, name, cancellationToken);
            var reader = new FfmpegReader(process, spool, name, format, path == name ? null : path);
            process = null;
            spool = null;
            return reader;
        }
        finally
        {
            process?.Dispose();
            spool?.Dispose();
        }
    }
}
