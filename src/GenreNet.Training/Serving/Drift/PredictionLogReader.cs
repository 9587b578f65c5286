using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Server.Monitoring;
using Microsoft.Data.Sqlite;

namespace GenreNet.Training.Serving;

/// <summary>Reads prediction logs, including logs that a service is writing.</summary>
internal static class PredictionLogReader
{
    /// <summary>Reads a log file, or all log files in a folder.</summary>
    /// <param name="path">Path of the file or folder.</param>
    /// <exception cref="GenreNetException">The path does not exist, or a file is not a prediction log.</exception>
    public static IReadOnlyList<LoggedPrediction> Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? ReadFile(path, mayBeNew: false) : throw new GenreNetException($"There is no file or folder {path}. Give the prediction log of a service.");
        }

        string[] files = [.. Directory.EnumerateFiles(path, "*" + PredictionLogTable.FileExtension).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? [.. files.SelectMany(file => ReadFile(file, mayBeNew: true))]
            : throw new GenreNetException($"The folder {path} contains no prediction log (*{PredictionLogTable.FileExtension}). Run the service with --prediction-log, and send it clips.");
    }

    /// <param name="path">Path of the file.</param>
    /// <param name="mayBeNew">Whether the file may have no table yet, because a service has just created it.</param>
    private static List<LoggedPrediction> ReadFile(string path, bool mayBeNew)
    {
        try
        {
            InputFile.RequireRegular(path);
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return mayBeNew && !PredictionLogTable.IsIn(connection) ? [] : [.. PredictionLogTable.Read(connection)];
        }
        catch (Exception problem) when (problem is SqliteException or FormatException or InvalidCastException or InvalidOperationException or IOException)
        {
            throw new GenreNetException($"{path} is not a prediction log, or is damaged ({problem.Message.TrimEnd('.')}). Give a file that a service wrote with --prediction-log.", problem);
        }
    }
}
