using System.Globalization;
using GenreNet.Server.Configuration;
using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The manifests of <c>deploy/kubernetes</c> have only fields that the API knows, and agree with each other and with the service. No cluster runs in a test.</summary>
public sealed class KubernetesTests
{
    private const string Name = "app.kubernetes.io/name";

    private static readonly string[] Bases = ["server", "catalogue", "merge"];
    private static readonly ServerOptions Defaults = new();

    public static TheoryData<string> Folders { get; } = [.. Directory.GetFiles(Manifests.Folder, Manifests.KustomizationName, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Manifests.Folder, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    private static IEnumerable<IKubernetesObject<V1ObjectMeta>> All => Bases.SelectMany(Manifests.Resources);

    private static V1Deployment Deployment => Manifests.ReadOne<V1Deployment>("server", "deployment.yaml");

    [Fact]
    public void Unknown_fields_and_wrong_types_are_errors()
    {
        string yaml = File.ReadAllText(Path.Combine(Manifests.Folder, "server", "deployment.yaml"));
        Assert.Single(Manifests.Parse(yaml));
        Assert.ThrowsAny<YamlException>(() => Manifests.Parse(yaml.Replace("readOnlyRootFilesystem:", "readOnlyRootFileSystem:", StringComparison.Ordinal)));
        Assert.ThrowsAny<YamlException>(() => Manifests.Parse(yaml.Replace("containerPort: 5050", "containerPort: http", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_file_of_a_folder_is_listed_and_is_valid(string folder)
    {
        Kustomization list = Manifests.ReadKustomization(folder);
        Assert.Equal(("kustomize.config.k8s.io/v1beta1", "Kustomization"), (list.ApiVersion, list.Kind));
        string[] patches = [.. list.Patches.Select(patch => Assert.Single(patch, entry => entry.Key == "path").Value)];
        string[] listed = [.. list.Resources.Concat(patches).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Append(Manifests.KustomizationName).Order(StringComparer.Ordinal)];
        Assert.Equal(Directory.GetFiles(Path.Combine(Manifests.Folder, folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal), listed);
        IKubernetesObject<V1ObjectMeta>[] resources = [.. Manifests.Resources(folder)];
        Assert.NotEmpty(resources);
        Assert.Equal(resources.Length, resources.Select(entry => (entry.Kind, entry.Metadata.Name)).Distinct().Count());
        // A patch changes an object that is there, and containers that it has; otherwise it would add half of one.
        foreach (IKubernetesObject<V1ObjectMeta> patch in patches.SelectMany(file => Manifests.Read(folder, file)))
        {
            IKubernetesObject<V1ObjectMeta> target = Assert.Single(resources, entry => (entry.ApiVersion, entry.Kind, entry.Metadata.Name) == (patch.ApiVersion, patch.Kind, patch.Metadata.Name));
            IEnumerable<string> names = Manifests.Pods([target]).SelectMany(pod => pod.Spec.Containers).Select(container => container.Name);
            Assert.Empty(Manifests.Pods([patch]).SelectMany(pod => pod.Spec.Containers).Select(container => container.Name).Except(names));
        }

        // Each image of the folder has a registry and an exact version.
        string[] images = [.. Manifests.Pods(resources).SelectMany(pod => pod.Spec.Containers).Select(container => container.Image).Distinct().Order(StringComparer.Ordinal)];
        Assert.All(list.Images, image => Assert.Equal(["name", "newName", "newTag"], image.Keys));
        Assert.Equal(list.Images.Count == 0 ? [] : images, list.Images.Select(image => image["name"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_labels_and_ports_of_the_service_match()
    {
        V1Deployment deployment = Deployment;
        V1Service service = Manifests.ReadOne<V1Service>("server", "service.yaml");
        V2HorizontalPodAutoscaler scaler = Manifests.ReadOne<V2HorizontalPodAutoscaler>("server", "autoscaler.yaml");
        V1PodDisruptionBudget budget = Manifests.ReadOne<V1PodDisruptionBudget>("server", "disruption.yaml");
        IDictionary<string, string> labels = deployment.Spec.Template.Metadata.Labels;
        Assert.All(
            (IDictionary<string, string>[])[deployment.Spec.Selector.MatchLabels, service.Spec.Selector, budget.Spec.Selector.MatchLabels, deployment.Spec.Template.Spec.TopologySpreadConstraints[0].LabelSelector.MatchLabels],
            selector => Assert.Equal(labels[Name], Assert.Single(selector, entry => entry.Key == Name).Value));
        Assert.Equal((deployment.ApiVersion, deployment.Kind, deployment.Metadata.Name), (scaler.Spec.ScaleTargetRef.ApiVersion, scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.Name));
        Assert.Null(deployment.Spec.Replicas);
        // With one instance and this budget, a node could never be emptied without a pause.
        Assert.True(scaler.Spec.MinReplicas > 1 && scaler.Spec.MaxReplicas > scaler.Spec.MinReplicas);
        Assert.Equal("1", $"{budget.Spec.MaxUnavailable}");
        V1Container container = Assert.Single(deployment.Spec.Template.Spec.Containers);
        Assert.True(container.Resources.Requests.ContainsKey("cpu"), "the autoscaler needs a request");
        Assert.Equal("cpu", Assert.Single(scaler.Spec.Metrics).Resource.Name);
        Assert.Equal("http", $"{Assert.Single(service.Spec.Ports).TargetPort}");
        Assert.Equal(new Uri(ServerHost.DefaultUrl).Port, Port(container, "http"));
        Assert.Equal(Port(container, "metrics"), new Uri(Setting("MetricsUrl")).Port);
        Assert.Equal(Port(container, "metrics").ToString(CultureInfo.InvariantCulture), deployment.Spec.Template.Metadata.Annotations["prometheus.io/port"]);
        string image = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "Dockerfile"));
        Assert.Contains($"-t {container.Image} .", image, StringComparison.Ordinal);
        V1Probe[] probes = [container.StartupProbe, container.ReadinessProbe, container.LivenessProbe];
        Assert.Equal(["/health/ready", "/health/ready", "/health/live"], probes.Select(probe => probe.HttpGet.Path));
        Assert.All(probes, probe => Assert.Equal("http", $"{probe.HttpGet.Port}"));
    }

    [Fact]
    public void Settings_of_the_service_exist_and_fit_its_pod()
    {
        V1PodSpec pod = Deployment.Spec.Template.Spec;
        IEnumerable<V1EnvVar> patched = Manifests.Pods(Manifests.Read("overlays", "example", "server.yaml")).SelectMany(template => template.Spec.Containers[0].Env);
        Assert.All(pod.Containers[0].Env.Concat(patched), variable =>
        {
            string[] words = variable.Name.Split("__");
            Assert.Equal(["GenreNet", "Server"], words[..2]);
            Assert.NotNull(ServerHost.Setting($"{words[2]}={variable.Value}"));
        });
        Assert.True(pod.TerminationGracePeriodSeconds > int.Parse(Setting("DrainSeconds"), CultureInfo.InvariantCulture) + Defaults.ShutdownSeconds);
        decimal uploads = decimal.Parse(Setting("MaxUploads"), CultureInfo.InvariantCulture) * Defaults.MaxUploadMegabytes * (1 << 20);
        V1Volume volume = Assert.Single(pod.Volumes);
        Assert.True(Amount(volume.EmptyDir.SizeLimit) > uploads);
        // The limits are those of the compose file.
        string compose = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "compose.yaml"));
        Assert.Equal(1m * (1 << 30), Amount(pod.Containers[0].Resources.Limits["memory"]));
        Assert.Contains("memory: 1g", compose, StringComparison.Ordinal);
        Assert.Contains($"cpus: \"{Amount(pod.Containers[0].Resources.Limits["cpu"])}\"", compose, StringComparison.Ordinal);
        Assert.Contains($"GenreNet__Server__DrainSeconds: \"{Setting("DrainSeconds")}\"", compose, StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_have_minimal_rights_and_limited_resources() => Assert.All(Manifests.Pods(All).ToArray(), template =>
    {
        V1PodSpec pod = template.Spec;
        Assert.Equal((true, 1654L, 1654L, "RuntimeDefault"), (pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.RunAsUser, pod.SecurityContext.FsGroup, pod.SecurityContext.SeccompProfile.Type));
        Assert.False(pod.AutomountServiceAccountToken);
        V1Container container = Assert.Single(pod.Containers);
        Assert.Equal((true, false), (container.SecurityContext.ReadOnlyRootFilesystem, container.SecurityContext.AllowPrivilegeEscalation));
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.All((string[])["cpu", "memory"], resource => Assert.True(Amount(container.Resources.Requests[resource]) <= Amount(container.Resources.Limits[resource])));
        Assert.Equal(pod.Volumes.Select(volume => volume.Name), container.VolumeMounts.Select(mount => mount.Name));
        string temporary = Assert.Single(container.VolumeMounts, mount => mount.MountPath == "/tmp").Name;
        Assert.NotNull(Assert.Single(pod.Volumes, volume => volume.Name == temporary).EmptyDir.SizeLimit);
    });

    [Fact]
    public void Jobs_use_volumes_that_are_claimed()
    {
        V1PersistentVolumeClaim[] claims = [.. All.OfType<V1PersistentVolumeClaim>()];
        foreach (V1Job job in All.OfType<V1Job>())
        {
            V1PodSpec pod = job.Spec.Template.Spec;
            Assert.Equal("Never", pod.RestartPolicy);
            foreach (V1Volume volume in pod.Volumes.Where(volume => volume.PersistentVolumeClaim is not null))
            {
                V1PersistentVolumeClaim claim = Assert.Single(claims, claim => claim.Metadata.Name == volume.PersistentVolumeClaim.ClaimName);
                bool isReadOnly = volume.PersistentVolumeClaim.ReadOnlyProperty == true;
                Assert.Equal(isReadOnly ? "ReadOnlyMany" : "ReadWriteMany", Assert.Single(claim.Spec.AccessModes));
                Assert.Equal(isReadOnly, pod.Containers[0].VolumeMounts.Single(mount => mount.Name == volume.Name).ReadOnlyProperty == true);
            }
        }

        Assert.Equal(claims.Length, All.OfType<V1Job>().SelectMany(job => job.Spec.Template.Spec.Volumes).Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>().Distinct().Count());
    }

    private static decimal Amount(object? quantity) => Assert.IsType<ResourceQuantity>(quantity).ToDecimal();

    private static int Port(V1Container container, string name) => container.Ports.Single(port => port.Name == name).ContainerPort;

    private static string Setting(string name) => Deployment.Spec.Template.Spec.Containers[0].Env.Single(variable => variable.Name == $"GenreNet__Server__{name}").Value;
}
