using GenreNet.Server.Queueing;

namespace GenreNet.Server.Tests.Queueing;

/// <summary>The order of files and the shares of clients, in virtual time.</summary>
public sealed class FairScheduleTests
{
    private const double Forever = 1e9;

    [Fact]
    public void An_idle_client_is_next_for_any_number_of_waiting_files_of_another()
    {
        var schedule = new FairSchedule(1, 100, Forever);
        Teach(schedule, ("greedy", 1), ("modest", 1));
        ScheduledJob[] greedy = [.. Enumerable.Range(0, 10).Select(_ => schedule.Add("greedy", false, 2)!)];
        Assert.Same(greedy[0], schedule.StartNext(2));
        ScheduledJob modest = schedule.Add("modest", false, 2.5)!;
        Assert.Null(schedule.StartNext(2.5));
        schedule.Finish(greedy[0], 3);
        Assert.Same(modest, schedule.StartNext(3));
        schedule.Finish(modest, 4);
        // It comes back with each file, and is next each time.
        Assert.Same(greedy[1], schedule.StartNext(4));
        modest = schedule.Add("modest", false, 4.5)!;
        schedule.Finish(greedy[1], 5);
        Assert.Same(modest, schedule.StartNext(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Slow_files_get_no_more_worker_time_than_fast_ones(int workers)
    {
        // All of them always have files waiting: one with twelve times the length of another, and one with far more of them.
        var simulation = new Simulation(new FairSchedule(workers, 10_000, Forever));
        simulation.Send("slow", count: 2000, seconds: 6);
        simulation.Send("middle", count: 2000, seconds: 3.5);
        simulation.Send("many", count: 5000, seconds: 0.5);
        simulation.RunUntil(600);
        double[] shares = [.. simulation.WorkerSeconds.Values];
        Assert.Equal(3, shares.Length);
        // Each is within two of the longest files of the others.
        Assert.True(shares.Max() - shares.Min() <= 12, string.Join(", ", simulation.WorkerSeconds));
    }

    [Fact]
    public void Random_loads_share_worker_time_too()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var simulation = new Simulation(new FairSchedule(1 + (seed % 3), 100_000, Forever));
            for (int client = 0; client < 4; client++)
            {
                for (int i = 0; i < 3000; i++)
                {
                    simulation.Send($"client {client}", count: 1, seconds: random.NextDouble() * (client + 1));
                }
            }

            simulation.RunUntil(300);
            double[] shares = [.. simulation.WorkerSeconds.Values];
            Assert.True(shares.Max() - shares.Min() <= 8, $"{seed}: {string.Join(", ", simulation.WorkerSeconds)}");
        }
    }

    [Fact]
    public void A_pause_earns_no_worker_time()
    {
        var simulation = new Simulation(new FairSchedule(1, 10_000, Forever));
        simulation.Send("busy", count: 1000, seconds: 1);
        simulation.Send("resting", count: 1, seconds: 1);
        simulation.RunUntil(100);
        simulation.Send("resting", count: 1000, seconds: 1);
        double before = simulation.WorkerSeconds["busy"];
        simulation.RunUntil(140);
        Assert.Equal(20, simulation.WorkerSeconds["busy"] - before, 1.5);
    }

    [Fact]
    public void A_stream_of_new_clients_does_not_starve_a_waiting_one()
    {
        var schedule = new FairSchedule(1, 100, Forever);
        Teach(schedule, ("waiting", 1));
        ScheduledJob running = schedule.Add("waiting", false, 1)!;
        Assert.Same(running, schedule.StartNext(1));
        ScheduledJob waiting = schedule.Add("waiting", false, 1)!;
        double now = 1;
        int before = 0;
        var started = new List<ScheduledJob> { running };
        while (!started.Contains(waiting))
        {
            // With each second comes a client that is new.
            Assert.NotNull(schedule.Add($"new {before}", false, now));
            now++;
            schedule.Finish(started[0], now);
            started.RemoveAt(0);
            while (schedule.StartNext(now) is { } next)
            {
                started.Add(next);
            }

            Assert.True(++before < 20, "the client starves");
        }
    }

    [Fact]
    public void A_client_with_long_files_leaves_one_worker_to_others_and_uses_all_when_alone()
    {
        var schedule = new FairSchedule(2, 100, Forever);
        Teach(schedule, ("greedy", 10), ("modest", 0.1));
        Assert.NotNull(schedule.Add("greedy", true, 11));
        Assert.NotNull(schedule.Add("greedy", true, 11));
        ScheduledJob first = schedule.StartNext(11)!;
        // The other client has been here a moment ago.
        Assert.Null(schedule.StartNext(11));
        ScheduledJob modest = schedule.Add("modest", false, 12)!;
        Assert.Same(modest, schedule.StartNext(12));
        schedule.Finish(modest, 12.1);
        Assert.Null(schedule.StartNext(12.2));
        // And is not around any more.
        Assert.NotNull(schedule.StartNext(12.2 + FairSchedule.AroundSeconds));
        Assert.True(first.IsRunning);
    }

    [Fact]
    public void Short_files_of_one_client_use_all_workers_even_with_other_clients()
    {
        var schedule = new FairSchedule(2, 100, Forever);
        Teach(schedule, ("modest", 0.1), ("greedy", 0.1));
        Assert.NotNull(schedule.Add("greedy", true, 1));
        Assert.NotNull(schedule.Add("greedy", true, 1));
        Assert.NotNull(schedule.StartNext(1));
        Assert.NotNull(schedule.StartNext(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_extra_file_starts_for_a_client_with_shorter_files_if_long_files_occupy_all_workers(int workers)
    {
        var schedule = new FairSchedule(workers, 100, Forever);
        Teach(schedule, ("short", 1), ("equal", 8));
        // Nothing is known about the greedy client, and no other client is around: it gets all workers.
        double now = 100;
        for (int i = 0; i < 5; i++)
        {
            schedule.Add("greedy", true, now);
        }

        for (int i = 0; i < workers; i++)
        {
            Assert.NotNull(schedule.StartNext(now));
        }

        Assert.Null(schedule.StartNext(now));
        ScheduledJob modest = schedule.Add("short", false, now)!;
        ScheduledJob second = schedule.Add("short", false, now)!;
        ScheduledJob equal = schedule.Add("equal", false, now)!;
        // Whether the running files are long shows when they run.
        Assert.Null(schedule.StartNext(now + 1));
        Assert.Same(modest, schedule.StartNext(now + 2));
        Assert.True(modest.IsExtra);
        // One file more and not two; and not for files that take as long themselves.
        Assert.Null(schedule.StartNext(now + 3));
        schedule.Finish(modest, now + 3);
        Assert.Same(second, schedule.StartNext(now + 3));
        schedule.Finish(second, now + 4);
        Assert.Null(schedule.StartNext(now + 10));
        Assert.False(equal.IsRunning);
    }

    [Fact]
    public void At_most_one_job_more_than_workers_runs()
    {
        var simulation = new Simulation(new FairSchedule(2, 10_000, Forever));
        simulation.Send("slow", count: 20, seconds: 30);
        for (int client = 0; client < 20; client++)
        {
            simulation.Send($"client {client}", count: 20, seconds: 0.1);
        }

        simulation.RunUntil(1000);
        Assert.Equal(3, simulation.MostRunning);
        Assert.Equal(600, simulation.WorkerSeconds["slow"], 1e-6);
        Assert.All(Enumerable.Range(0, 20), client => Assert.Equal(2, simulation.WorkerSeconds[$"client {client}"], 1e-6));
    }

    [Fact]
    public void One_client_leaves_half_of_the_queue_free_and_two_leave_a_third()
    {
        var schedule = new FairSchedule(1, 12, Forever);
        Teach(schedule, ("first", 1), ("second", 1), ("third", 1));
        schedule.Add("first", false, 3);
        Assert.NotNull(schedule.StartNext(3));
        Assert.Equal(6, Fill(schedule, "first"));
        Assert.Equal(3, Fill(schedule, "second"));
        Assert.False(schedule.HasRoom("first", 3));
        Assert.True(schedule.HasRoom("third", 3));
        Assert.False(schedule.IsFull);
        // Files of batches take no place.
        Assert.NotNull(schedule.Add("first", true, 3));
        Assert.Equal(10, schedule.WaitingCount);
    }

    [Fact]
    public void A_file_that_leaves_the_queue_frees_its_place_and_never_starts()
    {
        var schedule = new FairSchedule(1, 2, Forever);
        Teach(schedule, ("ann", 1));
        ScheduledJob running = schedule.Add("ann", false, 1)!;
        Assert.Same(running, schedule.StartNext(1));
        ScheduledJob waiting = schedule.Add("ann", false, 1)!;
        Assert.False(schedule.HasRoom("ann", 1));
        Assert.True(schedule.Leave(waiting, 1));
        Assert.False(schedule.Leave(waiting, 1));
        Assert.False(schedule.Leave(running, 1));
        Assert.True(schedule.HasRoom("ann", 1));
        schedule.Finish(running, 2);
        Assert.Null(schedule.StartNext(2));
    }

    [Fact]
    public void The_expected_wait_depends_on_running_files_and_the_share_of_the_client()
    {
        var schedule = new FairSchedule(1, 1000, 60);
        Teach(schedule, ("greedy", 10), ("modest", 2));
        Assert.Equal(0, schedule.ExpectedWait("modest", 12));
        schedule.Add("greedy", true, 12);
        schedule.StartNext(12);
        Assert.Equal(10, schedule.ExpectedWait("greedy", 12), 1e-9);
        Assert.Equal(6, schedule.ExpectedWait("greedy", 16), 1e-9);
        for (int i = 0; i < 5; i++)
        {
            schedule.Add("greedy", true, 16);
        }

        // All of its own files; of those of others no more than a turn of the client's own takes.
        Assert.Equal(6 + 50, schedule.ExpectedWait("greedy", 16), 1e-9);
        Assert.Equal(6 + 2, schedule.ExpectedWait("modest", 16), 1e-9);
        // A file that takes longer than expected: as long again, and no longer than the time limit.
        Assert.Equal(15 + 2, schedule.ExpectedWait("modest", 27), 1e-9);
        Assert.Equal(10 + 2, schedule.ExpectedWait("modest", 62), 1e-9);
    }

    [Fact]
    public void The_first_file_of_a_client_counts_with_what_it_has_taken()
    {
        var schedule = new FairSchedule(1, 1000, 60);
        Teach(schedule, ("modest", 30));
        schedule.Add("slow", true, 30);
        Assert.NotNull(schedule.StartNext(30));
        schedule.Add("slow", true, 30);
        // Nothing is known of its files at first but the mean of all; then at least what the running one has taken.
        double early = schedule.ExpectedWait("slow", 30);
        Assert.Equal(20 + 20, schedule.ExpectedWait("slow", 50), 1e-9);
        Assert.Equal(20 + 20, schedule.ExpectedWait("modest", 50), 1e-9);
        Assert.True(early < 20, $"{early}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hostile_files_get_no_more_worker_time_than_honest_ones(int workers)
    {
        var simulation = new Simulation(new FairSchedule(workers, 100_000, Forever));
        // Small files that make a client look fast, each followed by one that takes far longer than its size suggests.
        for (int i = 0; i < 200; i++)
        {
            simulation.Send("changing", count: 20, seconds: 0.01);
            simulation.Send("changing", count: 1, seconds: 8);
        }

        simulation.Send("flooding", count: 60_000, seconds: 0.01);
        simulation.Send("slow", count: 200, seconds: 8);
        simulation.Send("honest", count: 3000, seconds: 0.3);
        simulation.RunUntil(400);
        double[] shares = [.. simulation.WorkerSeconds.Values];
        Assert.Equal(4, shares.Length);
        // Each is within two of the longest files.
        Assert.True(shares.Max() - shares.Min() <= 16, string.Join(", ", simulation.WorkerSeconds));
    }

    [Fact]
    public void Clients_are_forgotten_after_a_while()
    {
        var schedule = new FairSchedule(1, 10, Forever);
        Teach(schedule, ("gone", 1), ("here", 1));
        schedule.Add("here", true, 2);
        schedule.Forget(2 + FairSchedule.MemorySeconds);
        Assert.Equal(1, schedule.ClientCount);
    }

    private static int Fill(FairSchedule schedule, string client) => Enumerable.Range(0, 100).Count(_ => schedule.Add(client, false, 3) is not null);

    /// <summary>Lets each client have one file, so that the schedule knows how long theirs take.</summary>
    private static void Teach(FairSchedule schedule, params (string Client, double Seconds)[] clients)
    {
        double now = 0;
        foreach ((string client, double seconds) in clients)
        {
            ScheduledJob job = schedule.Add(client, true, now)!;
            Assert.Same(job, schedule.StartNext(now));
            now += seconds;
            schedule.Finish(job, now);
        }
    }

    /// <summary>Runs files of known lengths through a schedule.</summary>
    private sealed class Simulation(FairSchedule schedule)
    {
        private readonly Dictionary<ScheduledJob, double> _lengths = [];
        private readonly PriorityQueue<ScheduledJob, double> _running = new();
        private double _now;

        public Dictionary<string, double> WorkerSeconds { get; } = [];

        public int MostRunning { get; private set; }

        public void Send(string client, int count, double seconds)
        {
            for (int i = 0; i < count; i++)
            {
                _lengths[schedule.Add(client, true, _now)!] = seconds;
            }
        }

        public void RunUntil(double end)
        {
            Start();
            while (_running.TryPeek(out ScheduledJob? job, out double next) && next <= end)
            {
                _running.Dequeue();
                _now = next;
                schedule.Finish(job, _now);
                WorkerSeconds[job.Line.Name] = WorkerSeconds.GetValueOrDefault(job.Line.Name) + _lengths[job];
                Start();
            }

            _now = end;
        }

        private void Start()
        {
            while (schedule.StartNext(_now) is { } job)
            {
                _running.Enqueue(job, _now + _lengths[job]);
                MostRunning = Math.Max(MostRunning, _running.Count);
            }
        }
    }
}
