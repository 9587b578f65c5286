namespace GenreNet.Core.Audio;

/// <summary>Reads audio decoded by ffmpeg as float WAV, at the file's own sample rate and with its own channels.</summary>
internal sealed class FfmpegReader : AudioReader
{
    private readonly FfmpegProcess _process;
    private readonly ByteSource _source;
    private readonly TemporaryCopy? _copy;
    private readonly PcmReader _decoded;
    private readonly List<string> _warnings = [];
    private bool _ended;

    private FfmpegReader(FfmpegProcess process, ByteSource source, TemporaryCopy? copy, string format)
    {
        _process = process;
        _source = source;
        _copy = copy;
        Name = source.Name;
        Format = format;
        // The stream of ffmpeg's output has the file's name, so that error messages name the file.
        var output = new ByteSource(process.Output, Name, ownsStream: true);
        Span<byte> start = stackalloc byte[12];
        bool whole = output.Read(start) == start.Length && WavHeader.Matches(start);
        PcmLayout? layout = null;
        try
        {
            layout = whole ? WavHeader.Read(output, start) : null;
            output.StopRecording();
            _decoded = layout is null ? throw new AudioFormatException(Name, "ffmpeg decoded no audio from this file. Check that it is an audio file.") : new PcmReader(output, layout);
        }
        catch (AudioFormatException)
        {
            // ffmpeg produced no audio: its log has the better explanation.
            output.Skip(long.MaxValue);
            throw FfmpegLog.Problem(process.Finish().Log, Name, format);
        }

        process.HasBegun();
    }

    public override string Name { get; }

    public override string Format { get; }

    public override int SampleRate => _decoded.SampleRate;

    public override int ChannelCount => _decoded.ChannelCount;

    public override long? SampleCount => null;

    public override IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Decodes a source with ffmpeg.</summary>
    /// <param name="program">Full path of ffmpeg, or null if it is not installed.</param>
    /// <param name="source">Audio, from its first byte; the reader owns it once this method has returned.</param>
    /// <param name="path">
    /// Path of the file that consists of the complete source, or null; if null, containers that need seeking are copied to a temporary
    /// file.
    /// </param>
    /// <param name="format">Name of its <see cref="ContentSignature"/>.</param>
    /// <param name="cancellationToken">Kills ffmpeg when cancelled.</param>
    public static FfmpegReader Open(string? program, ByteSource source, string? path, string format, CancellationToken cancellationToken)
    {
        string found = program ?? throw Missing(source.Name, format);
        if (!File.Exists(found))
        {
            throw new DependencyMissingException(
                "ffmpeg", $"ffmpeg was not found at {found}. Correct the path in {FfmpegProgram.PathVariable} or in the options, or remove it to use the ffmpeg on PATH.");
        }

        FfmpegProcess? process = null;
        TemporaryCopy? copy = null;
        try
        {
            bool needsFile = FfmpegArguments.NeedsFile(format);
            copy = needsFile && path is null ? TemporaryCopy.Create(source) : null;
            IEnumerable<string> arguments = FfmpegArguments.Decode(format, needsFile ? copy?.Path ?? path : null);
            process = FfmpegProcess.Start(found, arguments, needsFile ? null : source, source.Name, cancellationToken);
            var reader = new FfmpegReader(process, source, copy, format);
            process = null;
            copy = null;
            return reader;
        }
        finally
        {
            process?.Dispose();
            copy?.Dispose();
        }
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
                throw FfmpegLog.Problem(log, Name, Format);
            }

            if (log.Length > 0)
            {
                _warnings.Add($"{Name} is partly damaged; some audio may be missing.");
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
            _source.Dispose();
            _copy?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static GenreNetException Missing(string name, string format) => format switch
    {
        ContentSignature.UnknownName => new AudioFormatException(
            name, "the audio format is not recognised. Use a WAV, FLAC, MP3 or Ogg file, or install ffmpeg, which supports more formats.")
        {
            IsAudio = false,
        },
        "MP3" => new AudioFormatException(
            name, "no two consecutive MP3 frames were found in the first 64 KiB. Check that the file is an MP3, or export it again."),
        _ => new DependencyMissingException("ffmpeg", $"ffmpeg was not found, and only ffmpeg can decode {name} ({format}). Install ffmpeg or add it to PATH."),
    };
}
