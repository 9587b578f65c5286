namespace GenreNet.Core;

/// <summary>A program or native library that is needed for this input and is not on the machine, or is too old.</summary>
public sealed class DependencyMissingException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="dependency">The program or library, as a user would search for it.</param>
    /// <param name="message">What is missing, what it is needed for, and how to get it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public DependencyMissingException(string dependency, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Dependency = dependency;
    }

    /// <summary>The program or library, as a user would search for it.</summary>
    public string Dependency { get; }
}
