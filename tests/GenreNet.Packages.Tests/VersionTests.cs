using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The version of the packages comes from the tags of git.</summary>
[Slow]
public sealed class VersionTests(VersionTests.Clone clone) : IClassFixture<VersionTests.Clone>, IDisposable
{
    public void Dispose() => clone.DeleteHistory();

    [Fact]
    public void A_source_archive_has_the_version_of_a_repository_without_tags() => Assert.Equal("0.1.0-alpha.0", Version());

    [Fact]
    public void A_given_version_is_used() => Assert.Equal("7.8.9", Version("-p:Version=7.8.9"));

    [Fact]
    public void A_tag_is_the_version_and_commits_after_it_are_previews_of_the_next()
    {
        Assert.SkipUnless(Tool.Exists("git"), "git is not installed");
        Git("init", "--quiet");
        Git("commit", "--quiet", "--allow-empty", "--message", "first");
        Assert.Equal("0.1.0-alpha.0", Version());
        Git("tag", "v1.2.3");
        Assert.Equal("1.2.3", Version());
        Git("commit", "--quiet", "--allow-empty", "--message", "second");
        Assert.Equal("1.2.4-alpha.0.1", Version());
    }

    private string Version(params string[] arguments)
    {
        ToolResult result = Tool.Run(clone.Path, "dotnet", ["msbuild", "src/GenreNet.Core", "-t:GetAssemblyVersion", "-getProperty:Version", "-nologo", .. arguments]);
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        return result.Output.Trim();
    }

    private void Git(params string[] arguments)
    {
        string[] identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
        ToolResult result = Tool.Run(clone.Path, "git", [.. identity, .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    /// <summary>The files that decide the version, outside the repository. What is restored does not depend on the version, and is restored once.</summary>
    public sealed class Clone : IDisposable
    {
        private static readonly string[] Files =
        [
            "Directory.Build.props", "Directory.Packages.props", "global.json", "build/Package.props", "build/ReadyToRun.targets",
            "src/GenreNet.Core/GenreNet.Core.csproj",
        ];

        private readonly TemporaryFolder _folder = new();

        public Clone()
        {
            foreach (string file in Files)
            {
                File.Copy(System.IO.Path.Combine(RepositoryRoot.Path, file), _folder.File(file.Split('/')));
            }

            Tool.Dotnet(Path, "restore", "src/GenreNet.Core");
        }

        public string Path => _folder.Path;

        /// <summary>Makes it a source archive again.</summary>
        public void DeleteHistory()
        {
            string history = _folder.File(".git");
            if (!Directory.Exists(history))
            {
                return;
            }

            // Git writes its objects as read-only files, which Windows does not delete.
            foreach (string file in Directory.EnumerateFiles(history, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(history, recursive: true);
        }

        public void Dispose() => _folder.Dispose();
    }
}
