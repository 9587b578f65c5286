using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Cli;

/// <summary>
/// Finds the audio files that the arguments of a command name: files, folders at any depth, patterns such as <c>music/**/*.mp3</c>, and
/// playlists. A bad argument or entry becomes a problem and does not affect the others.
/// </summary>
internal sealed class AudioArguments
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<AudioInput> _files = [];
    private readonly List<string> _problems = [];

    private AudioArguments()
    {
    }

    /// <summary>Returns whether an argument is a playlist or a pattern, that is, a list of files instead of a file or folder.</summary>
    /// <param name="argument">The argument.</param>
    public static bool IsList(string argument) =>
        !Directory.Exists(argument) && (File.Exists(argument) ? Playlist.IsPlaylist(argument) : GlobPattern.IsPattern(argument));

    /// <summary>Finds the files.</summary>
    /// <param name="arguments">The arguments in order.</param>
    public static AudioInputs Expand(IEnumerable<string> arguments)
    {
        var expansion = new AudioArguments();
        foreach (string argument in arguments)
        {
            expansion.Add(argument);
        }

        return new AudioInputs(expansion._files, expansion._problems);
    }

    private void Add(string argument)
    {
        if (Directory.Exists(argument))
        {
            AddFolder(argument, string.Empty);
        }
        else if (Playlist.IsUrl(argument))
        {
            _problems.Add($"{argument} is a URL, but GenreNet reads only local files. Download the audio, and give the file.");
        }
        else if (Playlist.IsPlaylist(argument) && File.Exists(argument))
        {
            AddPlaylist(argument);
        }
        else if (!File.Exists(argument) && GlobPattern.IsPattern(argument))
        {
            AddPattern(argument);
        }
        else
        {
            // The decoder reports a file that does not exist.
            AddFile(argument, Path.GetFileName(argument));
        }
    }

    private void AddFile(string path, string relative)
    {
        if (_known.Add(Path.GetFullPath(path)))
        {
            _files.Add(new AudioInput(path, relative));
        }
    }

    /// <summary>Adds the audio files of a folder, at any depth.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="prefix">Relative path of the folder, empty or ending in a slash.</param>
    private void AddFolder(string folder, string prefix)
    {
        try
        {
            var walk = new FolderWalk(folder);
            string[] files = [.. walk.Run().Where(AudioPaths.IsAudio).Order(StringComparer.Ordinal)];
            foreach (string file in files)
            {
                AddFound(Path.Combine(folder, file), prefix + file);
            }

            _problems.AddRange(walk.Unopenable.Select(path => $"{Path.Combine(folder, path)} cannot be opened, because its name is not valid UTF-8. Rename it."));
            _problems.AddRange(walk.TooDeep.Select(path => $"{Path.Combine(folder, path)} was not searched, because it is too deep below {folder}. Give this folder itself."));
            if (files.Length == 0)
            {
                _problems.Add($"The folder {folder} contains no audio files. Give another folder.");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"The folder {folder} cannot be read ({problem.Message.TrimEnd('.')}). Check its permissions.");
        }
    }

    // A pipe in a folder would wait for its writer; one that the user names is meant.
    private void AddFound(string path, string relative)
    {
        if (InputFile.SpecialKind(path) is { } kind)
        {
            _problems.Add($"{path} is {kind}, not a file. Remove it, or give the other files by name.");
        }
        else
        {
            AddFile(path, relative);
        }
    }

    private void AddPattern(string argument)
    {
        var pattern = new GlobPattern(argument);
        IReadOnlyList<string> matches = pattern.Find(_problems);
        bool hasMatch = false;
        foreach (string match in matches)
        {
            string relative = Path.GetRelativePath(pattern.Folder, match).Replace(Path.DirectorySeparatorChar, '/');
            if (Directory.Exists(match))
            {
                hasMatch = true;
                AddFolder(match, $"{relative}/");
            }
            else if (pattern.NamesExtension || AudioFile.HasAudioExtension(match))
            {
                hasMatch = true;
                AddFound(match, relative);
            }
        }

        if (!hasMatch)
        {
            _problems.Add($"No audio file matches '{argument}'. In a pattern, * and ? match within one name, and ** matches folders at any depth.");
        }
    }

    private void AddPlaylist(string path)
    {
        try
        {
            var list = Playlist.Load(path);
            foreach (PlaylistEntry entry in list.Entries)
            {
                if (entry.Problem is { } problem)
                {
                    _problems.Add(problem);
                }
                else if (Directory.Exists(entry.Path))
                {
                    AddFolder(entry.Path, string.Empty);
                }
                else
                {
                    AddFile(entry.Path, RelativeTo(list.Folder, entry.Path));
                }
            }

            if (list.Entries.Count == 0)
            {
                _problems.Add($"The playlist {path} has no entries. Add one path per line, or give another playlist.");
            }
        }
        catch (GenreNetException problem)
        {
            _problems.Add(problem.Message);
        }
    }

    private static string RelativeTo(string folder, string file)
    {
        string relative = Path.GetRelativePath(folder.Length == 0 ? "." : folder, file).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(file) : relative;
    }
}
