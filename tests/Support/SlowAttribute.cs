using Xunit.v3;

namespace GenreNet.Tests.Support;

/// <summary>
/// Marks a class of end-to-end tests that takes ten seconds of processor time or more. It runs after the other classes of its project, and
/// <c>dotnet test --filter-not-trait Category=Slow</c> leaves it out.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SlowAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Category", "Slow")];
}
