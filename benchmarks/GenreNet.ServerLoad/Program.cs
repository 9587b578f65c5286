using System.CommandLine;
using GenreNet.Core;
using GenreNet.ServerLoad;

var clips = new Argument<string[]>("CLIP") { Description = "Audio files to send.", Arity = ArgumentArity.OneOrMore };
var url = new Option<Uri>("--url") { Description = "URL of the service, which must be started with --set RequestsPerMinute=0. Default: http://127.0.0.1:5050.", CustomParser = result => new Uri(result.Tokens[0].Value), DefaultValueFactory = _ => new Uri("http://127.0.0.1:5050") };
var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 50 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 120 };
var raw = new Option<bool>("--raw") { Description = "Send files as bodies instead of forms." };
var requests = new Option<int>("--requests") { Description = "Number of responses after which the test ends. Default: the test ends after --seconds." };

var greedyFile = new Option<FileInfo>("--greedy-file") { Description = "File that the greedy client sends, for example a long file. Default: the first clip." };
var modestKey = new Option<string?>("--modest-key") { Description = "API key of the modest client. Default: clients are identified by address." };
var greedyKey = new Option<string?>("--greedy-key") { Description = "API key of the greedy client. Default: clients are identified by address." };

Command Course(string name, string description, Func<LoadTarget, ParseResult, Task<bool>> run)
{
    var command = new Command(name, description) { clips, url, clients, seconds, requests, raw };
    if (name == "fair")
    {
        command.Add(greedyFile);
        command.Add(modestKey);
        command.Add(greedyKey);
    }

    command.SetAction(async (parsed, _) =>
    {
        try
        {
            using var target = LoadTarget.Open(parsed.GetRequiredValue(url), parsed.GetRequiredValue(clips), parsed.GetValue(raw));
            return await run(target, parsed) ? 0 : 1;
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    });
    return command;
}

var root = new RootCommand("Tests a running service under load, and verifies each response.")
{
    Course("steady", "Sends one clip after another from each client. Reports requests per second, response times, and memory before and after.", (target, parsed) =>
        Courses.SteadyAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(requests))),
    Course("overload", "Sends requests from more clients than the service accepts. Reports how quickly requests are rejected, and how soon the service responds again.", (target, parsed) =>
        Courses.OverloadAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("hostile", "Sends requests from good clients next to slow uploads, incomplete bodies, closed connections, and one bad file in five.", (target, parsed) =>
        Courses.HostileAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("fair", "Sends one clip after another from a client, alone and next to a client with many uploads and a batch. The p95 must not exceed three times that of the client alone.", (target, parsed) =>
        new FairCourse(
            target,
            parsed.GetValue(greedyFile) is { } file ? File.ReadAllBytes(file.FullName) : target.Clips[0],
            new FairCourse.Settings(parsed.GetValue(clients), parsed.GetValue(modestKey), parsed.GetValue(greedyKey))).RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("slow", "Uploads at 400 bytes per second on many connections of one address. Checks that a client at another address is served.", (target, parsed) =>
        new SlowUploads(target).RunAsync(parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("throughput", "Compares the service with ClassifyManyAsync on the same files, in five alternating rounds.", (target, parsed) =>
        new ThroughputCourse(target).RunAsync(parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
};
return await root.Parse(args).InvokeAsync();
