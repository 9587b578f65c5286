using GenreNet.Core.Datasets.Sources;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Checking.Lists;

/// <summary>Where the lists of a dataset lie.</summary>
internal static class ListPath
{
    /// <summary>In its folder, or as <c>NAME.FILE</c> beside its archive.</summary>
    /// <param name="dataset">A folder or an archive.</param>
    /// <param name="fileName">Name of the list.</param>
    /// <exception cref="DatasetException">There is no such dataset.</exception>
    public static string Of(string dataset, string fileName) => Directory.Exists(dataset)
        ? Path.Combine(dataset, fileName)
        : Path.Combine(Path.GetDirectoryName(dataset) ?? string.Empty, $"{DatasetSource.At(dataset).Name}.{fileName}");
}
