// Most tests wait for a process, a page or a timeout: more of them than processors run at a time.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(GenreNet.Server.Tests.Page.Browser))]

namespace GenreNet.Server.Tests.Support;

/// <summary>
/// Tests that run when no other one does: they change the environment, count metrics, which all services of a process share, or send requests
/// faster than a limit allows.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
