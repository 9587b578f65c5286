namespace GenreNet.Catalogue.Tests.Support;

/// <summary>Sets the environment variables from which the AWS SDK reads credentials.</summary>
internal sealed class FakeCredentials : IDisposable
{
    private static readonly string[] Names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

    public FakeCredentials() => Array.ForEach(Names, name => Environment.SetEnvironmentVariable(name, "test"));

    public void Dispose() => Array.ForEach(Names, name => Environment.SetEnvironmentVariable(name, null));
}
