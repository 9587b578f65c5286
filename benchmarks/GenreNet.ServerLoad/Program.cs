using System.CommandLine;
using GenreNet.ServerLoad;

var clips = new Argument<string[]>("CLIP") { Description = "Audio files to send.", Arity = ArgumentArity.OneOrMore };
var url = new Option<Uri>("--url") { Description = "The service, started with --set RequestsPerMinute=0.", CustomParser = result => new Uri(result.Tokens[0].Value), DefaultValueFactory = _ => new Uri("http://127.0.0.1:5050") };
var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 50 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 120 };
var raw = new Option<bool>("--raw") { Description = "Send files as bodies rather than in forms." };
var requests = new Option<int>("--requests") { Description = "End after so many answers instead." };

var greedyFile = new Option<FileInfo>("--greedy-file") { Description = "What the greedy client sends, a long file for example. Default: the first clip." };
var modestKey = new Option<string?>("--modest-key") { Description = "API key of the modest client. Default: clients differ by address." };
var greedyKey = new Option<string?>("--greedy-key") { Description = "API key of the greedy client." };

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
        using var target = LoadTarget.Open(parsed.GetRequiredValue(url), parsed.GetRequiredValue(clips), parsed.GetValue(raw));
        return await run(target, parsed) ? 0 : 1;
    });
    return command;
}

var root = new RootCommand("Puts a running service under load, and looks at each answer.")
{
    Course("steady", "Clients that post one clip after the other: requests a second and how long they wait; memory before and after.", (target, parsed) =>
        Courses.SteadyAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(requests))),
    Course("overload", "Far more clients at once than the service takes: how quickly they are refused, and how soon it answers again.", (target, parsed) =>
        Courses.OverloadAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("hostile", "Good clients beside slow uploads, half-sent bodies, cut connections, and one bad file in five.", (target, parsed) =>
        Courses.HostileAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("fair", "A client that posts one clip after the other, alone and next to one with many uploads and a batch: at most three times the p95.", (target, parsed) =>
        new FairCourse(
            target,
            parsed.GetValue(greedyFile) is { } file ? File.ReadAllBytes(file.FullName) : target.Clips[0],
            new FairCourse.Settings(parsed.GetValue(clients), parsed.GetValue(modestKey), parsed.GetValue(greedyKey))).RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("slow", "Connections of one address that upload at 400 bytes per second: whether a client at another address is served.", (target, parsed) =>
        new SlowUploads(target).RunAsync(parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
    Course("throughput", "The service against ClassifyManyAsync on the same files, in turn, five rounds.", (target, parsed) =>
        Courses.ThroughputAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
};
return await root.Parse(args).InvokeAsync();
