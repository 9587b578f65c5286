using k8s;
using k8s.Models;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GenreNet.Tests.Support;

/// <summary>Reads the manifests of <c>deploy/kubernetes</c> with the types of Kubernetes' API. Unknown fields and wrong types are errors.</summary>
internal static class Manifests
{
    public const string KustomizationName = "kustomization.yaml";

    private static readonly IDeserializer Strict = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().Build();

    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "deploy", "kubernetes");

    /// <summary>Reads all objects of a text.</summary>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Parse(string yaml) =>
        [.. KubernetesYaml.LoadAllFromString(yaml, null, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()];

    /// <summary>Reads the objects of a file.</summary>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Read(params string[] path) => Parse(File.ReadAllText(Path.Combine([Folder, .. path])));

    /// <summary>Reads the only object of a file.</summary>
    public static T ReadOne<T>(params string[] path) => (T)Assert.Single(Read(path));

    /// <summary>Reads the list of files of a folder.</summary>
    public static Kustomization ReadKustomization(string folder) => Strict.Deserialize<Kustomization>(File.ReadAllText(Path.Combine(Folder, folder, KustomizationName)));

    /// <summary>Returns the objects of a folder and of the folders that it refers to, without patches.</summary>
    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> Resources(string folder) => ReadKustomization(folder).Resources.SelectMany(resource =>
        resource.EndsWith(".yaml", StringComparison.Ordinal) ? Read(folder, resource) : Resources(Path.Combine(folder, resource)));

    /// <summary>Returns the pods that objects start.</summary>
    public static IEnumerable<V1PodTemplateSpec> Pods(IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) => objects.Select(entry => entry switch
    {
        V1Deployment deployment => deployment.Spec.Template,
        V1Job job => job.Spec.Template,
        _ => null,
    }).OfType<V1PodTemplateSpec>();
}

/// <summary>The fields of a <c>kustomization.yaml</c> that the manifests use.</summary>
internal sealed class Kustomization
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public string? Namespace { get; set; }

    public required List<string> Resources { get; set; }

    public List<Dictionary<string, string>> Images { get; set; } = [];

    public List<Dictionary<string, string>> Patches { get; set; } = [];
}
