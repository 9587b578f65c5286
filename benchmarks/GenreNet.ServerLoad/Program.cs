using System.CommandLine;
using GenreNet.ServerLoad;

var clips = new Argument<string[]>("CLIP") { Description = "Audio files to send.", Arity = ArgumentArity.OneOrMore };
var url = new Option<Uri>("--url") { Description = "The service, started with --set RequestsPerMinute=0.", CustomParser = result => new Uri(result.Tokens[0].Value), DefaultValueFactory = _ => new Uri("http://127.0.0.1:5050") };
var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 50 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 120 };
var raw = new Option<bool>("--raw") { Description = "Send files as bodies rather than in forms." };
var requests = new Option<int>("--requests") { Description = "End after so many answers instead." };

Command Course(string name, string description, Func<LoadTarget, ParseResult, Task<bool>> run)
{
    var command = new Command(name, description) { clips, url, clients, seconds, requests, raw };
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
    Course("throughput", "The service against ClassifyManyAsync on the same files, in turn, five rounds.", (target, parsed) =>
        Courses.ThroughputAsync(target, parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)))),
};
return await root.Parse(args).InvokeAsync();
