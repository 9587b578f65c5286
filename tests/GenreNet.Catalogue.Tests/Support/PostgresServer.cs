using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GenreNet.Catalogue.Tests.Support;

/// <summary>A PostgreSQL server on loopback, with a database of its own that is deleted afterwards.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("genrenet-postgres-").FullName;
    private readonly string? _programs = Find();
    private readonly string? _problem;

    public PostgresServer()
    {
        if (_programs is null)
        {
            _problem = "PostgreSQL (initdb) is not installed";
            return;
        }

        try
        {
            Port = FreePort();
            if (IsRoot)
            {
                // The server refuses to run as root.
                Run("chown", [User, _folder]);
            }

            RunAsUser("initdb", "-D", Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
            RunAsUser("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", "start");
        }
        catch (InvalidOperationException problem)
        {
            _problem = $"PostgreSQL does not start: {problem.Message}";
        }
    }

    private int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Returns the connection string; skips the test if there is no server.</summary>
    public string Connection()
    {
        Assert.SkipWhen(_problem is not null, _problem ?? string.Empty);
        return $"Host=127.0.0.1;Port={Port};Username={User};Database={User};Timeout=30";
    }

    public void Dispose()
    {
        if (_problem is null)
        {
            RunAsUser("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    // Debian installs the programs where no PATH looks.
    private static string? Find()
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [];
        return OperatingSystem.IsWindows() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(debian)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void RunAsUser(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs!, program);
        if (IsRoot)
        {
            Run("runuser", ["-u", User, "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private void Run(string program, string[] arguments)
    {
        try
        {
            // The server inherits the streams, so they are not read to their end.
            var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", program, .. arguments]) { WorkingDirectory = _folder };
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}");
            }
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new InvalidOperationException(problem.Message, problem);
        }
    }
}
