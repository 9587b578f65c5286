using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GenreNet.Server.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The files of <c>deploy</c> agree with each other and with the service. No container can run in a test; what an image does by commands is done by hand.</summary>
public sealed partial class DeployFilesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy");
    private static readonly string[] ServiceKeys =
    [
        "image", "build", "restart", "stop_grace_period", "read_only", "tmpfs", "cap_drop", "security_opt", "environment", "networks", "deploy", "volumes", "ports",
        "depends_on", "profiles", "<<",
    ];

    private static readonly ServerOptions Defaults = new();

    /// <summary>This machine, as docker calls it.</summary>
    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    [Fact]
    public void Compose_is_what_it_must_be()
    {
        YamlMappingNode compose = Yaml("compose.yaml");
        Assert.All(Keys(compose), key => Assert.True(key is "name" or "services" or "networks" or "volumes" || key.StartsWith("x-", StringComparison.Ordinal), key));
        var services = (YamlMappingNode)compose["services"];
        Assert.Equal(["server-1", "server-2", "nginx", "prometheus", "grafana"], Keys(services));
        foreach (YamlMappingNode service in services.Children.Values.Append(compose["x-server"]).Cast<YamlMappingNode>())
        {
            Assert.Empty(Keys(service).Except(ServiceKeys));
        }

        Assert.All((string[])["prometheus", "grafana"], name => Assert.Equal("monitoring", ((YamlSequenceNode)services[name]["profiles"])[0].ToString()));
        // Files that are mounted are there, and so is what images are built from.
        foreach (string volume in services.Children.Values.Cast<YamlMappingNode>().Where(service => service.Children.ContainsKey("volumes"))
            .SelectMany(service => (YamlSequenceNode)service["volumes"]).Select(volume => volume.ToString()))
        {
            string source = volume.Split(':')[0];
            // Or it is one without a name.
            Assert.True(volume == "/tmp" || (source.StartsWith("./", StringComparison.Ordinal) ? Path.Exists(Path.Combine(Folder, source)) : Keys((YamlMappingNode)compose["volumes"]).Contains(source)), volume);
        }

        var build = (YamlMappingNode)compose["x-server"]["build"];
        Assert.True(File.Exists(Path.Combine(Folder, build["context"].ToString(), build["dockerfile"].ToString())));
        foreach (KeyValuePair<YamlNode, YamlNode> variable in ((YamlMappingNode)compose["x-server"]["environment"]).Children)
        {
            string setting = variable.Key.ToString().Split("__")[2];
            Assert.NotNull(ServerHost.Setting($"{setting}={variable.Value}"));
        }
    }

    [Fact]
    public void Limits_and_addresses_are_in_step()
    {
        string nginx = File.ReadAllText(Path.Combine(Folder, "nginx.conf"));
        Assert.Contains($"client_max_body_size {Defaults.MaxUploadMegabytes + 1}m;", nginx, StringComparison.Ordinal);
        Assert.Contains($"client_max_body_size {Defaults.MaxBatchMegabytes + 1}m;", nginx, StringComparison.Ordinal);
        Assert.Contains($"rate={Defaults.RequestsPerMinute / 60}r/s;", nginx, StringComparison.Ordinal);
        // nginx refuses a client before the service does, gives headers as much time, and closes idle connections first.
        Assert.True(Number(nginx, @"limit_conn connections (\d+);") < Defaults.MaxUploadsPerClient);
        Assert.Equal(Defaults.RequestHeaderTimeoutSeconds, Number(nginx, @"client_header_timeout (\d+)s;"));
        Assert.True(Number(nginx, @"keepalive_timeout (\d+)s;") < Defaults.KeepAliveSeconds);
        int patience = int.Parse(ReadTimeout().Match(nginx).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(patience > Defaults.QueueTimeoutSeconds + Defaults.ClassificationTimeoutSeconds);
        int port = new Uri(ServerHost.DefaultUrl).Port;
        foreach (string file in (string[])["upstreams.conf", "monitoring/prometheus.yml"])
        {
            string text = File.ReadAllText(Path.Combine(Folder, file));
            Assert.Contains($"server-1:{port}", text, StringComparison.Ordinal);
            Assert.Contains($"server-2:{port}", text, StringComparison.Ordinal);
        }

        string[] image = File.ReadAllLines(Path.Combine(Folder, "Dockerfile"));
        Assert.Equal(2, image.Count(line => line == $"EXPOSE {port}"));
        Assert.Equal(2, image.Count(line => line.StartsWith($"ENV urls=http://0.0.0.0:{port}", StringComparison.Ordinal)));
        var grace = (YamlScalarNode)Yaml("compose.yaml")["x-server"]["stop_grace_period"];
        Assert.True(int.Parse(grace.Value!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) > Defaults.ShutdownSeconds);
    }

    [Fact]
    public async Task The_dashboard_shows_what_the_service_counts()
    {
        await using TestService service = await TestService.StartAsync("RequestsPerMinute=20");
        using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), actualGenre: "rock"), TestContext.Current.CancellationToken))
        {
        }

        // A counter is there once it has counted: somebody has to be refused.
        while ((await service.Client.GetAsync("/genres", TestContext.Current.CancellationToken)).IsSuccessStatusCode)
        {
        }

        string metrics = await service.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        JsonNode dashboard = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "monitoring/dashboards/genrenet.json"), TestContext.Current.CancellationToken))!;
        string[] asked = [.. dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).SelectMany(target => MetricName().Matches(target!["expr"]!.GetValue<string>()))
            .Select(match => match.Value).Distinct()];
        Assert.True(asked.Length > 10);
        Assert.All(asked, name => Assert.Contains($"\n{name}", metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_image_is_built_by_makes_a_service_that_is_well()
    {
        using var image = new TemporaryFolder();
        string[] steps = [.. File.ReadLines(Path.Combine(Folder, "Dockerfile")).SkipWhile(line => !line.EndsWith("AS build", StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith("FROM", StringComparison.Ordinal))];
        Assert.Contains(steps, step => step.StartsWith("RUN dotnet publish", StringComparison.Ordinal));
        foreach (string[] words in steps.Select(step => step.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            switch (words)
            {
                case ["COPY", .. string[] sources, string target]:
                    foreach (string source in sources)
                    {
                        Copy(Path.Combine(RepositoryRoot.Path, source), image.File("source", target), target.EndsWith('/') && !source.EndsWith('/'));
                    }

                    break;
                case ["RUN", "dotnet", .. string[] arguments]:
                    Run(image.File("source", "."), [.. arguments.Select(argument => argument.Replace("/app", image.File("app", "."), StringComparison.Ordinal).Replace("$TARGETARCH", Architecture, StringComparison.Ordinal))]);
                    break;
            }
        }

        using ServerProcess service = await ServerProcess.StartAsync(image.File("app", "GenreNet.Server.dll"));
        Assert.Equal(0, Run(image.Path, [image.File("app", "GenreNet.Server.dll"), "--healthcheck", new Uri(service.Url, "/health/ready").AbsoluteUri]));
        using var client = new HttpClient { BaseAddress = service.Url };
        using HttpResponseMessage answer = await client.PostAsync("/predict", TestService.Form(TestClip.Wav(2)), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static int Number(string text, string pattern) => int.Parse(Regex.Match(text, pattern).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static YamlMappingNode Yaml(string file)
    {
        var yaml = new YamlStream();
        using StreamReader text = File.OpenText(Path.Combine(Folder, file));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(key => key.ToString());

    private static void Copy(string source, string target, bool into)
    {
        if (File.Exists(source))
        {
            string path = into || target.EndsWith("/.", StringComparison.Ordinal) ? Path.Combine(target, Path.GetFileName(source)) : target;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(source, path);
            return;
        }

        // What .dockerignore leaves out.
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !Built().IsMatch(file)))
        {
            string path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
        }
    }

    private static int Run(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        // Other tests' builds are none of this one's business.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return process.ExitCode;
    }

    [GeneratedRegex(@"proxy_read_timeout (\d+)s;")]
    private static partial Regex ReadTimeout();

    [GeneratedRegex(@"\b(genrenet|http|dotnet|kestrel)_\w+(?=[{\[]|$)")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();
}
