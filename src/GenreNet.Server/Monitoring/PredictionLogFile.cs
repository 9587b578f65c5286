using System.Globalization;
using GenreNet.Server.Configuration;
using Microsoft.Data.Sqlite;

namespace GenreNet.Server.Monitoring;

/// <summary>Represents one file of the prediction log. Only this process writes to it; others may read it meanwhile.</summary>
internal sealed class PredictionLogFile : IDisposable
{
    private const string Prefix = "predictions-";
    private static readonly string[] SideFiles = ["-wal", "-shm", "-journal"];

    private readonly TimeProvider _time;
    private readonly DateTime _day;
    private readonly long _limit;
    private readonly string _folder;
    private SqliteConnection? _connection;
    private string? _path;

    /// <summary>Creates the folder and deletes files that are too old. The file itself is created with its first row.</summary>
    public PredictionLogFile(ServerOptions options, TimeProvider time)
    {
        _time = time;
        _day = time.GetUtcNow().UtcDateTime.Date;
        _limit = (long)options.PredictionLogMegabytes << 20;
        _folder = Directory.CreateDirectory(options.PredictionLog!).FullName;
        if (options.PredictionLogDays > 0)
        {
            DeleteBefore(_folder, _day.AddDays(-options.PredictionLogDays));
        }
    }

    /// <summary>Gets whether the next row belongs in another file.</summary>
    public bool IsFull => _time.GetUtcNow().UtcDateTime.Date != _day || Length >= _limit;

    /// <summary>Gets the size in bytes, including data that SQLite has not yet moved into the file itself.</summary>
    private long Length => _path is null ? 0 : ((string[])[_path, _path + "-wal"]).Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);

    /// <summary>Adds rows in one transaction: all of them or none.</summary>
    /// <exception cref="SqliteException">The disk is full, or the file has another problem.</exception>
    public void Write(IEnumerable<LoggedPrediction> rows) => PredictionLogTable.Insert(_connection ??= Open(), rows);

    public void Dispose() => _connection?.Dispose();

    private static void DeleteBefore(string folder, DateTime day)
    {
        foreach (string file in Directory.EnumerateFiles(folder, Prefix + "*" + PredictionLogTable.FileExtension))
        {
            string name = Path.GetFileName(file)[Prefix.Length..];
            if (name.Length > 8 && DateTime.TryParseExact(name[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) && date < day)
            {
                Delete(file);
            }
        }
    }

    /// <summary>Deletes a file and the side files of SQLite.</summary>
    private static void Delete(string file)
    {
        foreach (string path in SideFiles.Prepend(string.Empty).Select(ending => file + ending).Where(File.Exists))
        {
            File.Delete(path);
        }
    }

    private SqliteConnection Open()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{_time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..8]}{PredictionLogTable.FileExtension}");
        _path = Path.Combine(_folder, name);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            // Readers do not block writers in this mode. A crash of the machine may lose the last rows, but never the file.
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            command.ExecuteNonQuery();
            PredictionLogTable.Create(connection);
            return connection;
        }
        catch
        {
            // Readers would fail on a file without its table.
            connection.Dispose();
            Delete(_path);
            _path = null;
            throw;
        }
    }
}
