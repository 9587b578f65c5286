using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>
/// Finds the pretrained models that <c>genrenet models get</c> installed for the current user, by name. Never downloads anything.
/// Thread-safe.
/// </summary>
/// <example>
/// <code>
/// Console.WriteLine($"Installed models: {string.Join(", ", InstalledModels.List())}");
/// using var classifier = GenreClassifier.Load(InstalledModels.Resolve("pretrained"));
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
public static class InstalledModels
{
    /// <summary>The environment variable that sets <see cref="Folder"/>; it holds an absolute path.</summary>
    public const string FolderVariable = "GENRENET_HOME";

    /// <summary>The name that selects the best installed model of GTZAN's ten genres.</summary>
    public const string Pretrained = "pretrained";

    /// <summary>The name that selects the model embedded in the package, whatever is installed.</summary>
    public const string Default = "default";

    private const string Extension = ".onnx";

    // Best model first, by cross-validation with disjoint artists.
    private static readonly string[] Gtzan = ["gtzan-mn04-musicnn", "gtzan-musicnn", "gtzan-mn04"];

    /// <summary>Gets the names of the models that can be installed, without <see cref="Pretrained"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["audioset", .. Gtzan.Reverse()];

    /// <summary>
    /// Gets the folder of installed models and checkpoints, which need not exist: <c>GENRENET_HOME</c> if it is set; otherwise
    /// <c>$XDG_CACHE_HOME/genrenet</c> or <c>~/.cache/genrenet</c>, on macOS <c>~/Library/Caches/GenreNet</c>, on Windows
    /// <c>%LOCALAPPDATA%\GenreNet</c>.
    /// </summary>
    /// <exception cref="GenreNetException"><c>GENRENET_HOME</c> is a relative path, or it is not set and the user has no home
    /// folder.</exception>
    public static string Folder => FolderOf(Environment.GetEnvironmentVariable) ?? throw new GenreNetException(
        $"The folder for installed models cannot be determined because the user has no home folder: set {FolderVariable} to the absolute path of a folder.");

    /// <summary>Gets the path where a model is installed, whether or not it exists.</summary>
    /// <param name="name">One of <see cref="Names"/>, or another name without a folder or extension.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="GenreNetException">The folder cannot be determined: see <see cref="Folder"/>.</exception>
    public static string PathOf(string name) => IsName(name)
        ? PathIn(Folder, name)
        : throw new ArgumentException($"'{name}' is not a valid model name: use only letters, digits and hyphens.", nameof(name));

    /// <summary>Finds an installed model.</summary>
    /// <param name="name">A name, or <see cref="Pretrained"/>.</param>
    /// <returns>The path of its file; null if it is not installed.</returns>
    /// <exception cref="GenreNetException"><c>GENRENET_HOME</c> is a relative path.</exception>
    public static string? Find(string name) => FolderOf(Environment.GetEnvironmentVariable) is { } folder ? Find(folder, name) : null;

    /// <summary>Lists the names of all installed models in ordinal order.</summary>
    /// <exception cref="GenreNetException"><c>GENRENET_HOME</c> is a relative path.</exception>
    public static IReadOnlyList<string> List() => FolderOf(Environment.GetEnvironmentVariable) is { } folder ? List(folder) : [];

    /// <summary>Resolves a model name or path given by a user.</summary>
    /// <param name="nameOrPath">
    /// A path, which takes precedence if it is an existing file or the folder of a run with its <c>model.onnx</c>, or the name of an
    /// installed model.
    /// </param>
    /// <returns>
    /// The path of a file; for the folder of a run, of its <c>model.onnx</c>. A value that is neither a path nor a known name is returned
    /// unchanged.
    /// </returns>
    /// <exception cref="GenreNetException">The name is known and the model is not installed, or the path is a folder without a model; the
    /// message states what to do.</exception>
    public static string Resolve(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        if (File.Exists(nameOrPath))
        {
            return nameOrPath;
        }

        if (File.Exists(Path.Combine(nameOrPath, ModelFile.NameInRun)))
        {
            return Path.Combine(nameOrPath, ModelFile.NameInRun);
        }

        if (Find(nameOrPath) is { } path)
        {
            return path;
        }

        return !IsKnown(nameOrPath)
            ? ModelFile.Locate(nameOrPath)
            : throw new GenreNetException(
                $"The model '{nameOrPath}' is not installed: run '{InstallCommand(nameOrPath)}', or specify an .onnx file.");
    }

    /// <summary>Gets the command that installs a model.</summary>
    /// <param name="name">One of <see cref="Names"/>, or <see cref="Pretrained"/>.</param>
    public static string InstallCommand(string name) => name switch
    {
        "gtzan-musicnn" => "genrenet models get musicnn",
        Pretrained or "gtzan-mn04-musicnn" => "genrenet models get mn04 musicnn",
        _ => "genrenet models get mn04",
    };

    internal static string? FolderOf(Func<string, string?> variable)
    {
        if (variable(FolderVariable) is { Length: > 0 } folder)
        {
            return Path.IsPathFullyQualified(folder)
                ? folder
                : throw new GenreNetException(
                    $"{FolderVariable} is '{folder}', which is a relative path: set it to an absolute path.");
        }

        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "GenreNet");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
        {
            return Below(home, Path.Combine("Library", "Caches", "GenreNet"));
        }

        // The XDG specification ignores relative paths.
        return variable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathFullyQualified(cache)
            ? Path.Combine(cache, "genrenet")
            : Below(home, Path.Combine(".cache", "genrenet"));
    }

    internal static string? Find(string folder, string name)
    {
        IEnumerable<string> names = name == Pretrained ? Gtzan : IsName(name) ? [name] : [];
        return names.Select(candidate => PathIn(folder, candidate)).FirstOrDefault(File.Exists);
    }

    internal static IReadOnlyList<string> List(string folder)
    {
        string models = Path.Combine(folder, "models");
        try
        {
            IEnumerable<string> files = Directory.Exists(models) ? Directory.EnumerateFiles(models, $"*{Extension}") : [];
            return [.. files.Select(path => Path.GetFileNameWithoutExtension(path)).Where(IsName).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder that this user cannot list contains no models for this user.
            return [];
        }
    }

    private static bool IsKnown(string name) => name == Pretrained || Names.Contains(name, StringComparer.Ordinal);

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != '-' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static string PathIn(string folder, string name) => Path.Combine(folder, "models", name + Extension);

    private static string? Below(string parent, string folder) => parent.Length == 0 ? null : Path.Combine(parent, folder);
}
