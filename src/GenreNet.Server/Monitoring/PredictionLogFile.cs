using System.Globalization;
using GenreNet.Inference;
using GenreNet.Server.Configuration;
using Microsoft.Data.Sqlite;

namespace GenreNet.Server.Monitoring;

/// <summary>One file of the prediction log, of this process alone; others may read it meanwhile.</summary>
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

    /// <summary>Makes the folder, and deletes what is too old. The file itself is made with its first row.</summary>
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

    /// <summary>Whether the next row belongs into another file.</summary>
    public bool IsFull => _time.GetUtcNow().UtcDateTime.Date != _day || Length >= _limit;

    /// <summary>Bytes, with what SQLite has not yet moved into the file itself.</summary>
    private long Length => _path is null ? 0 : ((string[])[_path, _path + "-wal"]).Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);

    /// <summary>Adds rows, all or none of them.</summary>
    /// <exception cref="SqliteException">The disk is full, or something else about the file is wrong.</exception>
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

    /// <summary>Deletes a file with what SQLite keeps beside it.</summary>
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
            // Readers do not stand in the way then. A crash of the machine may cost the last rows, never the file.
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            command.ExecuteNonQuery();
            PredictionLogTable.Create(connection);
            return connection;
        }
        catch
        {
            // A file without its table would be one that readers stumble over.
            connection.Dispose();
            Delete(_path);
            _path = null;
            throw;
        }
    }
}
