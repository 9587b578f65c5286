using System.Data.Common;
using System.Globalization;
using GenreNet.Core.Features;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Provides access to the SQLite table <c>predictions</c> of a prediction log. Only this class knows its columns. The caller provides the
/// connection.
/// </summary>
internal static class PredictionLogTable
{
    /// <summary>The extension of files with such a table.</summary>
    public const string FileExtension = ".sqlite";

    private static readonly string[] Mfccs = [.. Enumerable.Range(1, MfccMeans.MaxCoefficientCount).Select(i => $"mfcc{i}_mean")];

    private static readonly string[] Columns = ["time", "model", "genre", "confidence", "actual_genre", "duration_seconds", .. Mfccs];

    /// <summary>Creates the table unless it exists.</summary>
    /// <param name="connection">An open connection.</param>
    public static void Create(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using DbCommand command = Command(connection, $"""
            CREATE TABLE IF NOT EXISTS predictions (
              time TEXT NOT NULL, model TEXT NOT NULL, genre TEXT NOT NULL, confidence REAL NOT NULL, actual_genre TEXT, duration_seconds REAL NOT NULL,
              {string.Join(", ", Mfccs.Select(column => $"{column} REAL"))})
            """);
        command.ExecuteNonQuery();
    }

    /// <summary>Returns whether the table exists.</summary>
    /// <param name="connection">An open connection.</param>
    public static bool IsIn(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using DbCommand command = Command(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'predictions'");
        return command.ExecuteScalar() is not null;
    }

    /// <summary>Adds rows in one transaction: all of them or none.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="predictions">The rows.</param>
    public static void Insert(DbConnection connection, IEnumerable<LoggedPrediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(predictions);
        using DbTransaction transaction = connection.BeginTransaction();
        using DbCommand command = Command(
            connection, $"INSERT INTO predictions ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(column => "$" + column))})");
        command.Transaction = transaction;
        foreach (string column in Columns)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = "$" + column;
            command.Parameters.Add(parameter);
        }

        foreach (LoggedPrediction prediction in predictions)
        {
            foreach ((int i, object? value) in Values(prediction).Index())
            {
                command.Parameters[i].Value = value ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Reads rows in the order in which they were added.</summary>
    /// <param name="connection">An open connection.</param>
    /// <exception cref="DbException">The table does not exist, or the file is not a database.</exception>
    public static IEnumerable<LoggedPrediction> Read(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using DbCommand command = Command(connection, $"SELECT {string.Join(", ", Columns)} FROM predictions ORDER BY rowid");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int first = Columns.Length - Mfccs.Length;
            yield return new LoggedPrediction(
                DateTimeOffset.Parse(reader.GetString(0), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetDouble(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetDouble(5),
                [.. Enumerable.Range(first, Mfccs.Length).Where(i => !reader.IsDBNull(i)).Select(i => (float)reader.GetDouble(i))]);
        }
    }

    private static IEnumerable<object?> Values(LoggedPrediction prediction) =>
    [
        prediction.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        prediction.Model,
        prediction.Genre,
        prediction.Confidence,
        prediction.ActualGenre,
        prediction.DurationSeconds,
        .. Enumerable.Range(0, Mfccs.Length).Select(i => i < prediction.MfccMeans.Count ? (object)(double)prediction.MfccMeans[i] : null),
    ];

    private static DbCommand Command(DbConnection connection, string text)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only names of columns, which stand above.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
