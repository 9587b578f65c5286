namespace GenreNet.Core;

/// <summary>Base class of all exceptions that GenreNet throws for expected failures. The message is one sentence for the user.</summary>
public class GenreNetException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, where it occurred, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public GenreNetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The exception thrown for a dataset, a split or a feature file that cannot be used.</summary>
public sealed class DatasetException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file or folder, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The exception thrown if a program or native library needed for the input is not installed or is too old.</summary>
public sealed class DependencyMissingException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="dependency">Name of the program or library, as a user would search for it.</param>
    /// <param name="message">Description of what is missing, why it is needed, and how to get it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public DependencyMissingException(string dependency, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Dependency = dependency;
    }

    /// <summary>Gets the name of the program or library, as a user would search for it.</summary>
    public string Dependency { get; }
}

/// <summary>The exception thrown for a file that could not be downloaded or stored.</summary>
public sealed class DownloadException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public DownloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the reason why each source failed, in the order in which they were tried: <c>ADDRESS: REASON</c>, without user, query and full
    /// stop. Empty if the failure is not caused by a source, for example a full disk.
    /// </summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>
/// The exception thrown for a model file that GenreNet did not write, that is damaged, or that was written by a newer version.
/// </summary>
public sealed class ModelFormatException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public ModelFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// The exception thrown for a NumPy file (.npy, .npz) that is damaged, or that contains something other than plain arrays.
/// </summary>
public sealed class NumpyFormatException : GenreNetException
{
    /// <summary>Initializes the exception; the message is prefixed with the path.</summary>
    /// <param name="path">
    /// Path of the file, or the name given to the stream; for a member of an .npz, followed by the member's name.
    /// </param>
    /// <param name="problem">Description of the problem and, if useful, of what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public NumpyFormatException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException)
    {
        Path = path;
    }

    /// <summary>Gets the path of the file, or the name given to the stream.</summary>
    public string Path { get; }
}
