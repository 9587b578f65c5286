using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(GenreNet.Tests.Support.SlowLast))]

namespace GenreNet.Tests.Support;

/// <summary>Runs the classes that are marked as slow after all others, and each group in the order of names.</summary>
internal sealed class SlowLast : ITestCollectionOrderer
{
    // The name of the collection of a class, as xunit makes it: "Test collection for CLASS (id: ...)".
    private static readonly string[] Slow = [.. typeof(SlowLast).Assembly.GetTypes().Where(type => type.IsDefined(typeof(SlowAttribute), inherit: true)).Select(type => $" {type.FullName} ")];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Slow.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))
            .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
