namespace GenreNet.Packages.Tests.Support;

/// <summary>The compiler that all builds of the tests share. Without it, each build starts one, which compiles its own code first.</summary>
internal static class SharedCompiler
{
    /// <summary>The name of its pipe. Builds outside the tests have another one, which the end of the tests does not stop.</summary>
    public static string Name { get; } = $"genrenet-test-{Guid.NewGuid():N}";

    /// <summary>Stops it.</summary>
    /// <param name="folder">A folder in which programs are built; it decides the version of the SDK.</param>
    public static void Stop(string folder)
    {
        // "10.0.100 [/usr/share/dotnet/sdk]"
        string version = Tool.Run(folder, "dotnet", "--version").Output.Trim();
        string sdk = Tool.Run(folder, "dotnet", "--list-sdks").Output.Split('\n').First(line => line.StartsWith($"{version} ", StringComparison.Ordinal));
        string program = Path.Combine(sdk.Split('[', ']')[1], version, "Roslyn", "bincore", "VBCSCompiler.dll");
        Assert.Equal(0, Tool.Run(folder, "dotnet", program, $"-pipename:{Name}", "-shutdown").ExitCode);
    }
}
