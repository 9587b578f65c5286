using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Diagnosis;

public class EnvironmentReportTests
{
    [Fact]
    public void The_report_of_this_machine_passes()
    {
        EnvironmentReport report = GenreClassifier.CheckEnvironment(Fixture.Model);
        Assert.True(report.IsReady, report.ToString());
        Assert.Equal([".NET", "Processor", "C++ runtime", "ONNX Runtime", "ffmpeg", "Temporary folder", "Model", "Answer"], report.Checks.Select(c => c.Name));
        Assert.Contains(OnnxRuntimeLibrary.FileName, report.Checks.Single(c => c.Name == "ONNX Runtime").Detail, StringComparison.Ordinal);
        Assert.Contains("10 genres", report.Checks.Single(c => c.Name == "Model").Detail, StringComparison.Ordinal);
        Assert.All(report.Checks.Where(c => c.Status != CheckStatus.Passed), c => Assert.NotNull(c.Remedy));
    }

    [Fact]
    public void A_missing_model_is_reported()
    {
        EnvironmentReport report = GenreClassifier.CheckEnvironment("nowhere.onnx");
        Assert.False(report.IsReady);
        EnvironmentCheck failed = Assert.Single(report.Checks, c => c.Status == CheckStatus.Failed);
        Assert.Contains("nowhere.onnx", failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Checks, c => c.Name == "Answer");
        Assert.Contains("FAILED   Model: nowhere.onnx", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unable to load shared library 'onnxruntime' or one of its dependencies.\n/app/libonnxruntime.so: cannot open shared object file: No such file or directory\n/usr/onnxruntime.so: cannot open shared object file: No such file or directory\n/app/onnxruntime: cannot open shared object file: No such file or directory", "not in the program's folder", "dotnet publish -r RID")]
    [InlineData("Unable to load shared library 'onnxruntime'.\n/app/libonnxruntime.so: file too short", "file too short", "damaged or built for another platform")]
    [InlineData("Unable to load shared library 'onnxruntime'.\n/app/libonnxruntime.so: cannot open shared object file: No such file or directory\n/lib/libm.so.6: version `GLIBC_2.29' not found (required by /app/libonnxruntime.so)", "version `GLIBC_2.29' not found", "system is too old")]
    [InlineData("Unable to load shared library 'onnxruntime'.\nlibstdc++.so.6: cannot open shared object file: No such file or directory", "cannot open shared object file", "install the missing library")]
    [InlineData("Unable to find an entry point named 'OrtGetApiBase' in DLL 'onnxruntime'.", "another version", "publish again")]
    public void Messages_of_the_loader_become_a_reason_and_a_remedy(string words, string reason, string remedy)
    {
        (string Reason, string Remedy) explained = OnnxRuntimeLibrary.Explain(words);
        Assert.Contains(reason, explained.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, explained.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("/app", explained.Reason.Split('(')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtime_of_cpp_has_a_version_on_linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libstdc++ needs Linux");
        Assert.Matches(@"^GLIBCXX_3\.4\.\d+$", CppRuntime.NewestVersion());
    }
}
