#!/usr/bin/env dotnet
// Runs notebooks with .NET Interactive and writes the outputs of their cells into the files.
//   dotnet run notebooks/run.cs -- notebooks/*.ipynb             # refreshes the outputs
//   dotnet run notebooks/run.cs -- --check notebooks/*.ipynb     # only reports failed cells and outputs of another kind
//   --tool PATH   the command dotnet-interactive; default: that of the tool manifest
#:property PublishAot=false
#:property Nullable=enable
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

string? tool = null;
bool isCheck = false;
List<string> files = [];
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--tool" when i + 1 < args.Length: tool = args[++i]; break;
        case "--check": isCheck = true; break;
        default: files.Add(args[i]); break;
    }
}

if (files.Count == 0 || files.Any(file => file.StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run run.cs -- [--check] [--tool PATH] NOTEBOOK...");
    return 2;
}

int problems = 0;
foreach (string file in files)
{
    problems += await RunAsync(file);
}

return problems == 0 ? 0 : 1;

// Runs a notebook and returns the number of problems. The first cell that fails is the last one.
async Task<int> RunAsync(string file)
{
    var watch = Stopwatch.StartNew();
    string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
    JsonNode notebook = JsonNode.Parse(File.ReadAllText(file))!;
    using Process kernel = Start(folder);
    List<string> found = [];
    int count = 0;
    foreach (JsonNode? cell in notebook["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
    {
        string code = string.Concat(cell!["source"]!.AsArray().Select(line => (string?)line));
        (JsonArray outputs, string? failure) = await SubmitAsync(kernel, $"cell-{++count}", code, (string?)cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? "csharp");
        if (failure is not null)
        {
            found.Add($"cell {count}: {failure}");
            break;
        }

        if (code.Contains("\"nuget:", StringComparison.Ordinal))
        {
            // The lists of sources and packages contain folders of this machine.
            outputs = [];
        }

        string text = Text(outputs);
        found.AddRange(new[] { folder, Path.GetTempPath(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Environment.MachineName }
            .Where(name => name.Length > 3 && text.Contains(name, StringComparison.Ordinal))
            .Select(name => $"cell {count}: the output contains '{name}', a name of this machine. Print a relative path."));
        if (isCheck && Kinds(cell["outputs"]!.AsArray()) is var expected && Kinds(outputs) is var actual && expected != actual)
        {
            found.Add($"cell {count}: the saved output is [{expected}], but the cell now writes [{actual}]. Run the notebook again without --check.");
        }

        cell["execution_count"] = count;
        cell["outputs"] = outputs;
    }

    Stop(kernel);
    foreach (string problem in found)
    {
        Console.Error.WriteLine($"{file}, {problem}");
    }

    Console.WriteLine($"{file}: {count} cells in {watch.Elapsed.TotalSeconds:0} s");
    if (!isCheck && found.Count == 0)
    {
        var options = new JsonSerializerOptions { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        string partial = file + ".partial";
        File.WriteAllText(partial, notebook.ToJsonString(options) + "\n");
        File.Move(partial, file, overwrite: true);
    }

    return found.Count;
}

Process Start(string folder)
{
    var start = new ProcessStartInfo(tool ?? "dotnet", tool is null ? ["interactive", "stdio"] : ["stdio"])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
    start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
    // Outputs do not depend on the language of the machine.
    start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
    Process kernel = Process.Start(start)!;
    kernel.ErrorDataReceived += (_, _) => { };
    kernel.BeginErrorReadLine();
    return kernel;
}

static void Stop(Process kernel)
{
    if (!kernel.HasExited)
    {
        kernel.StandardInput.WriteLine("""{"commandType":"Quit","command":{}}""");
        kernel.StandardInput.Close();
    }

    if (!kernel.WaitForExit(5000))
    {
        kernel.Kill(entireProcessTree: true);
    }
}

// Sends a cell and reads events until .NET Interactive has processed it.
static async Task<(JsonArray Outputs, string? Failure)> SubmitAsync(Process kernel, string token, string code, string language)
{
    var submission = new JsonObject
    {
        ["token"] = token,
        ["commandType"] = "SubmitCode",
        ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = language },
    };
    await kernel.StandardInput.WriteLineAsync(submission.ToJsonString());
    await kernel.StandardInput.FlushAsync();
    JsonArray outputs = [];
    while (await kernel.StandardOutput.ReadLineAsync() is { } line)
    {
        if (!line.StartsWith('{') || JsonNode.Parse(line) is not { } message)
        {
            continue;
        }

        JsonNode content = message["event"]!;
        bool isOwn = (string?)message["command"]?["token"] == token;
        switch ((string?)message["eventType"])
        {
            case "CommandSucceeded" when isOwn:
                return (outputs, null);
            case "CommandFailed" when isOwn:
                return (outputs, (string?)content["message"]);
            case "StandardOutputValueProduced" or "StandardErrorValueProduced":
                Append(outputs, string.Concat(content["formattedValues"]!.AsArray().Select(value => (string?)value!["value"])));
                break;
            case "DisplayedValueProduced" or "ReturnValueProduced":
                var data = new JsonObject();
                foreach (JsonNode? value in content["formattedValues"]!.AsArray())
                {
                    string mime = (string)value!["mimeType"]!;
                    string text = (string)value["value"]!;
                    data[mime] = mime.StartsWith("image/", StringComparison.Ordinal) ? text : Lines(text);
                }

                outputs.Add(new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });
                break;
        }
    }

    return (outputs, "dotnet-interactive ended. Run 'dotnet tool restore', or pass --tool.");
}

// Consecutive lines of text are one output.
static void Append(JsonArray outputs, string text)
{
    if (outputs.LastOrDefault() is JsonObject last && (string?)last["output_type"] == "stream")
    {
        text = string.Concat(last["text"]!.AsArray().Select(line => (string?)line)) + text;
        outputs.RemoveAt(outputs.Count - 1);
    }

    outputs.Add(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(text) });
}

static JsonArray Lines(string text)
{
    text = text.ReplaceLineEndings("\n");
    string[] lines = text.Split('\n');
    return [.. lines.Select((line, i) => i < lines.Length - 1 ? line + "\n" : line).Where(line => line.Length > 0).Select(line => (JsonNode)line)];
}

// All text of the outputs; pictures have none.
static string Text(JsonArray outputs) => string.Concat(outputs.Select(output => (string?)output!["output_type"] == "stream"
    ? output["text"]!.ToJsonString()
    : string.Concat(output["data"]!.AsObject().Where(pair => !pair.Key.StartsWith("image/", StringComparison.Ordinal)).Select(pair => pair.Value!.ToJsonString()))));

// The kinds of outputs, without their values: figures can differ in the last digit between processors.
static string Kinds(JsonArray outputs) => string.Join(", ", outputs.Select(output => (string?)output!["output_type"] == "stream"
    ? $"text with {output["text"]!.AsArray().Count} lines"
    : string.Join('+', output["data"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal))));
