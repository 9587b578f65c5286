using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using GenreNet.Server.Configuration;
using GenreNet.Server.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The files of <c>deploy</c> agree with each other and with the service. No container can run in a test; what an image does by commands is done by hand.</summary>
[Slow]
public sealed partial class DeployFilesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy");
    private static readonly string[] ServiceKeys =
    [
        "image", "build", "restart", "stop_grace_period", "read_only", "tmpfs", "cap_drop", "security_opt", "environment", "networks", "deploy", "volumes", "ports",
        "depends_on", "profiles", "pids_limit", "logging", "healthcheck", "<<",
    ];

    private static readonly ServerOptions Defaults = new();

    /// <summary>This machine, as docker calls it.</summary>
    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    [Fact]
    public void The_compose_file_is_consistent()
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
    public void Limits_and_addresses_match_those_of_the_service()
    {
        string nginx = File.ReadAllText(Path.Combine(Folder, "nginx.conf"));
        Assert.Contains($"client_max_body_size {Defaults.MaxUploadMegabytes + 1}m;", nginx, StringComparison.Ordinal);
        Assert.Contains($"client_max_body_size {Defaults.MaxBatchMegabytes + 1}m;", nginx, StringComparison.Ordinal);
        Assert.Contains($"rate={Defaults.RequestsPerMinute / 60}r/s;", nginx, StringComparison.Ordinal);
        // nginx refuses a client before the service does, gives headers as much time, and closes idle connections first.
        Assert.True(Number(nginx, @"limit_conn connections (\d+);") < Defaults.MaxUploadsPerClient);
        Assert.Equal(Defaults.BatchesPerClient, Number(nginx, @"limit_conn batches (\d+);"));
        Assert.Equal(Defaults.RequestHeaderTimeoutSeconds, Number(nginx, @"client_header_timeout (\d+)s;"));
        Assert.True(Number(nginx, @"keepalive_timeout (\d+)s;") < Defaults.KeepAliveSeconds);
        int patience = int.Parse(ReadTimeout().Match(nginx).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(patience > Defaults.QueueTimeoutSeconds + Defaults.ClassificationTimeoutSeconds);
        int port = new Uri(ServerHost.DefaultUrl).Port;
        string upstreams = File.ReadAllText(Path.Combine(Folder, "upstreams.conf"));
        Assert.Contains($"server-1:{port}", upstreams, StringComparison.Ordinal);
        Assert.Contains($"server-2:{port}", upstreams, StringComparison.Ordinal);

        string[] image = File.ReadAllLines(Path.Combine(Folder, "Dockerfile"));
        Assert.Equal(2, image.Count(line => line == $"EXPOSE {port}"));
        Assert.Equal(2, image.Count(line => line.StartsWith($"ENV urls=http://0.0.0.0:{port}", StringComparison.Ordinal)));
        var grace = (YamlScalarNode)Yaml("compose.yaml")["x-server"]["stop_grace_period"];
        Assert.True(int.Parse(grace.Value!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) > Defaults.ShutdownSeconds);
    }

    [Fact]
    public void Containers_have_minimal_rights_and_resources()
    {
        YamlMappingNode compose = Yaml("compose.yaml");
        Assert.Equal("true", compose["networks"]["inside"]["internal"].ToString());
        foreach ((YamlNode name, YamlNode node) in ((YamlMappingNode)compose["services"]).Children)
        {
            var service = (YamlMappingNode)(((YamlMappingNode)node).Children.TryGetValue("<<", out YamlNode? shared) ? shared : node);
            Assert.Equal("true", service["read_only"].ToString());
            Assert.Equal("ALL", service["cap_drop"][0].ToString());
            Assert.Equal("no-new-privileges:true", service["security_opt"][0].ToString());
            Assert.InRange(int.Parse(service["pids_limit"].ToString(), System.Globalization.CultureInfo.InvariantCulture), 64, 1024);
            Assert.Equal(["max-size", "max-file"], Keys((YamlMappingNode)service["logging"]["options"]));
            // What publishes a port is in a network with a way out, and nothing else is.
            bool isPublished = service.Children.ContainsKey("ports");
            Assert.Equal(isPublished, ((YamlSequenceNode)service["networks"]).Any(network => network.ToString() == "outside"));
            bool isOpen = isPublished && !service["ports"][0].ToString().StartsWith("127.0.0.1:", StringComparison.Ordinal);
            Assert.Equal(name.ToString() == "nginx", isOpen);
            // The image of the service has its own.
            Assert.True(service.Children.ContainsKey("healthcheck") || service.Children.ContainsKey("build"), name.ToString());
            string image = service["image"].ToString();
            Assert.True(service.Children.ContainsKey("build") || ExactTag().IsMatch(image), $"{image} is no exact version");
        }

        string[] bases =
        [
            .. File.ReadLines(Path.Combine(Folder, "Dockerfile")).Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))
                .Select(line => line.Split(' ').First(word => word.StartsWith("mcr.", StringComparison.Ordinal))),
        ];
        Assert.Equal(3, bases.Length);
        Assert.All(bases, image => Assert.Matches(ExactTag(), image));
        // The runtime of the image is the one that packages and tests are of.
        Assert.All(bases.Skip(1), image => Assert.Contains($":{Environment.Version}-", image, StringComparison.Ordinal));
    }

    [Fact]
    public void Deployed_instances_drain_and_have_a_separate_metrics_port()
    {
        YamlMappingNode compose = Yaml("compose.yaml");
        string unit = File.ReadAllText(Path.Combine(Folder, "genrenet-server.service"));
        var environment = (YamlMappingNode)compose["x-server"]["environment"];
        int drain = int.Parse(environment["GenreNet__Server__DrainSeconds"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"GenreNet__Server__DrainSeconds={drain}\n", unit, StringComparison.Ordinal);
        int port = new Uri(environment["GenreNet__Server__MetricsUrl"].ToString()).Port;
        Assert.Contains($"GenreNet__Server__MetricsUrl=http://127.0.0.1:{port}\n", unit, StringComparison.Ordinal);
        string prometheus = File.ReadAllText(Path.Combine(Folder, "monitoring/prometheus.yml"));
        Assert.Contains($"server-1:{port}", prometheus, StringComparison.Ordinal);
        Assert.Contains($"server-2:{port}", prometheus, StringComparison.Ordinal);
        string grace = compose["x-server"]["stop_grace_period"].ToString().TrimEnd('s');
        foreach (string patience in (string[])[grace, StopTime().Match(unit).Groups[1].Value])
        {
            Assert.True(int.Parse(patience, System.Globalization.CultureInfo.InvariantCulture) > drain + Defaults.ShutdownSeconds);
        }
    }

    [Fact]
    public void Systemd_accepts_the_unit()
    {
        string unit = File.ReadAllText(Path.Combine(Folder, "genrenet-server.service"));
        string[] wanted =
        [
            "ProtectSystem=strict", "OOMPolicy=continue", "SystemCallFilter=@system-service", "StateDirectory=genrenet", "CacheDirectory=genrenet",
            "NoNewPrivileges=yes", "ExecReload=",
        ];
        Assert.All(wanted, line => Assert.Contains($"\n{line}", unit, StringComparison.Ordinal));
        // It would end the runtime, which compiles code in memory.
        Assert.DoesNotContain("\nMemoryDenyWriteExecute", unit, StringComparison.Ordinal);
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not installed");
        using var folder = new TemporaryFolder();
        // The program need not be installed where the tests run.
        string path = folder.File("genrenet-server.service");
        File.WriteAllText(path, unit.Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal));
        var start = new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", path]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && !said.Contains("genrenet-server.service", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task The_steps_of_the_image_build_a_healthy_service()
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
        // The sources were analyzed when the tests were built.
        start.Environment["RunAnalyzers"] = "false";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return process.ExitCode;
    }

    [GeneratedRegex(@"proxy_read_timeout (\d+)s;")]
    private static partial Regex ReadTimeout();

    [GeneratedRegex(@":v?\d+\.\d+\.\d+(-[\w-]+)?$")]
    private static partial Regex ExactTag();

    [GeneratedRegex(@"TimeoutStopSec=(\d+)")]
    private static partial Regex StopTime();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();
}
