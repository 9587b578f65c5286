namespace GenreNet.Core;

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
