using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace GenreNet.Training.Tests.Deploy;

/// <summary>A Slurm cluster of one node on loopback: munged, slurmctld and slurmd with files of their own, run by the user of the tests.</summary>
public sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "scancel", "sinfo"];

    private readonly string _folder = Directory.CreateTempSubdirectory("genrenet-slurm-").FullName;
    private readonly List<Process> _daemons = [];
    private readonly string? _problem;

    public SlurmCluster()
    {
        string[] missing = [.. Programs.Where(program => Find(program) is null)];
        if (missing.Length > 0)
        {
            _problem = $"Slurm and munge are not installed: {string.Join(", ", missing)} not in PATH";
            return;
        }

        try
        {
            Start();
        }
        catch (InvalidOperationException problem)
        {
            _problem = $"Slurm does not start: {problem.Message}";
        }
    }

    private string Configuration => Path.Combine(_folder, "slurm.conf");

    /// <summary>Skips the test if there is no cluster.</summary>
    public void Require() => Assert.SkipWhen(_problem is not null, _problem ?? string.Empty);

    /// <summary>Runs a command of Slurm, or a script that does, and returns what it prints.</summary>
    public async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["SLURM_CONF"] = Configuration;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}{output}");
    }

    /// <summary>Returns the jobs that have not ended, one entry per task.</summary>
    public async Task<IReadOnlyList<SlurmTask>> ReadQueueAsync()
    {
        string table = await RunAsync("squeue", ["--noheader", "--array", "--format=%i|%T|%r"]);
        IEnumerable<string[]> lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'));
        return [.. lines.Select(cells => new SlurmTask(cells[0].Trim(), cells[1], cells[2]))];
    }

    /// <summary>Returns what the controller has logged about jobs.</summary>
    public string ReadLog() => string.Join(
        '\n', File.ReadLines(Path.Combine(_folder, "log", "slurmctld.log")).Where(line => line.Contains("JobId", StringComparison.Ordinal)));

    /// <summary>Cancels all jobs and waits for their end.</summary>
    public void CancelAll()
    {
        if (_problem is not null)
        {
            return;
        }

        Answer("scancel", "--user", Environment.UserName);
        var clock = Stopwatch.StartNew();
        while (Answer("squeue", "--noheader").Length > 0 && clock.Elapsed < TimeSpan.FromSeconds(15))
        {
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        // The controller before the authentication that it needs.
        foreach (Process daemon in Enumerable.Reverse(_daemons))
        {
            using (daemon)
            {
                if (!daemon.HasExited)
                {
                    Signal(daemon.Id);
                }

                if (!daemon.WaitForExit(10_000))
                {
                    daemon.Kill(entireProcessTree: true);
                    daemon.WaitForExit();
                }
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find(string program) => OperatingSystem.IsWindows() ? null : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static (int First, int Second) FreePorts()
    {
        // Both at a time, because the system may give the same port again.
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private static void Signal(int process)
    {
        // Small images have no program of this name, but every shell has the command.
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process}"]);
        kill.WaitForExit();
    }

    private void Start()
    {
        string user = Environment.UserName;
        string key = Path.Combine(_folder, "munge.key");
        string socket = Path.Combine(_folder, "munge.socket");
        foreach (string name in (string[])["state", "spool", "log"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(64));
        if (!OperatingSystem.IsWindows())
        {
            // munged refuses a key that others can read, and a socket in a folder that others cannot enter.
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        (int controller, int node) = FreePorts();
        // More processors than the machine may have (config_overrides), so that five tasks of four cores run at a time.
        File.WriteAllText(Configuration, $"""
            ClusterName=local
            SlurmctldHost=localhost(127.0.0.1)
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/munge
            AuthInfo=socket={socket}
            CredType=cred/munge
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd.pid
            SlurmctldLogFile={_folder}/log/slurmctld.log
            SlurmdLogFile={_folder}/log/slurmd.log
            SlurmctldPort={controller}
            SlurmdPort={node}
            ProctrackType=proctrack/pgid
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerParameters=sched_interval=2,batch_sched_delay=0
            SlurmdParameters=config_overrides
            MpiDefault=none
            ReturnToService=2
            KillWait=1
            NodeName=localhost NodeAddr=127.0.0.1 CPUs=20 RealMemory=16000 State=UNKNOWN
            PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP

            """);
        // Containers may have no cgroups that slurmd can use. This plugin, unlike the default, does not look for them until it is needed.
        File.WriteAllText(Path.Combine(_folder, "cgroup.conf"), "CgroupPlugin=cgroup/v1\n");
        StartDaemon("munged", "--foreground", $"--socket={socket}", $"--key-file={key}", $"--log-file={_folder}/log/munged.log", $"--pid-file={_folder}/munged.pid", $"--seed-file={_folder}/munged.seed");
        WaitFor(() => File.Exists(socket));
        StartDaemon("slurmctld", "-D", "-f", Configuration);
        WaitFor(() => Answer("scontrol", "ping").Contains("is UP", StringComparison.Ordinal));
        StartDaemon("slurmd", "-D", "-f", Configuration, "-N", "localhost");
        WaitFor(() => Answer("sinfo", "--noheader", "--format=%T").Trim() == "idle");
    }

    private void StartDaemon(string program, params string[] arguments)
    {
        // The daemons write to their logs; nothing reads their streams.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", Path.Combine(_folder, "log", $"{program}.out"), Find(program)!, .. arguments]) { WorkingDirectory = _folder };
        start.Environment["SLURM_CONF"] = Configuration;
        _daemons.Add(Process.Start(start)!);
    }

    private string Answer(string program, params string[] arguments)
    {
        try
        {
            return RunAsync(program, arguments).GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }

    private void WaitFor(Func<bool> isReady)
    {
        var clock = Stopwatch.StartNew();
        while (!isReady())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(30) || _daemons.Exists(daemon => daemon.HasExited))
            {
                throw new InvalidOperationException(string.Join('\n', Directory.GetFiles(Path.Combine(_folder, "log")).Select(log => $"{Path.GetFileName(log)}: {File.ReadLines(log).LastOrDefault()}")));
            }

            Thread.Sleep(50);
        }
    }
}

/// <summary>A task that has not ended.</summary>
/// <param name="Id">Number of the job; in an array, with the number of the task after an underscore.</param>
/// <param name="State">State, such as RUNNING.</param>
/// <param name="Reason">Why it waits, such as BeginTime.</param>
public sealed record SlurmTask(string Id, string State, string Reason);
