#!/usr/bin/env dotnet
// Runs notebooks with .NET Interactive and writes the outputs of their cells into the files.
//   dotnet run notebooks/run.cs -- --source packages notebooks/*.ipynb             # refreshes the outputs
//   dotnet run notebooks/run.cs -- --check --source packages notebooks/*.ipynb     # only reports failed cells and outputs of another kind
//   --tool PATH   the command dotnet-interactive; default: that of the tool manifest
//   --source DIR  the folder of GenreNet's packages
#:property PublishAot=false
#:property Nullable=enable
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

string? tool = null;
string? source = null;
bool isCheck = false;
List<string> files = [];
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--tool" when i + 1 < args.Length: tool = args[++i]; break;
        case "--source" when i + 1 < args.Length: source = Path.GetFullPath(args[++i]); break;
        case "--check": isCheck = true; break;
        default: files.Add(args[i]); break;
    }
}

if (files.Count == 0 || files.Any(file => file.StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run run.cs -- [--check] [--tool PATH] [--source FOLDER] NOTEBOOK...");
    return 2;
}

if (source is not null && !Directory.Exists(source))
{
    Console.Error.WriteLine($"The folder {source} does not exist. Pack the packages first.");
    return 1;
}

int problems = 0;
foreach (string file in files)
{
    problems += await RunAsync(file);
}

return problems == 0 ? 0 : 1;

async Task<int> RunAsync(string file)
{
    var watch = Stopwatch.StartNew();
    JsonNode notebook = JsonNode.Parse(File.ReadAllText(file))!;
    var start = new ProcessStartInfo(tool ?? "dotnet")
    {
        WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(file))!,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    foreach (string argument in tool is null ? (string[])["interactive", "stdio"] : ["stdio"])
    {
        start.ArgumentList.Add(argument);
    }

    start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
    start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
    // Outputs do not depend on the language of the machine.
    start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
    using Process kernel = Process.Start(start)!;
    int found = 0;
    try
    {
        kernel.ErrorDataReceived += (_, _) => { };
        kernel.BeginErrorReadLine();
        if (source is not null)
        {
            await SubmitAsync(kernel, "source", $"#i \"nuget:{source}\"");
        }

        int count = 0;
        foreach (JsonNode? cell in notebook["cells"]!.AsArray())
        {
            if ((string?)cell!["cell_type"] != "code")
            {
                continue;
            }

            count++;
            string code = string.Concat(cell["source"]!.AsArray().Select(line => (string?)line));
            (JsonArray outputs, string? failure) = await SubmitAsync(kernel, $"cell-{count}", code);
            if (code.StartsWith("#r", StringComparison.Ordinal))
            {
                // The list of restored packages contains versions and folders of this machine.
                outputs = [];
            }

            if (failure is not null)
            {
                Console.Error.WriteLine($"{file}, cell {count}: {failure}");
                found++;
                break;
            }

            if (isCheck)
            {
                string expected = Kinds(cell["outputs"]!.AsArray());
                string actual = Kinds(outputs);
                if (expected != actual)
                {
                    Console.Error.WriteLine($"{file}, cell {count}: the saved output is [{expected}], but the cell now writes [{actual}]. Run the notebook again without --check.");
                    found++;
                }
            }
            else
            {
                cell["execution_count"] = count;
                cell["outputs"] = outputs;
            }
        }

        Console.WriteLine($"{file}: {count} cells in {watch.Elapsed.TotalSeconds:0} s");
    }
    finally
    {
        kernel.StandardInput.Close();
        if (!kernel.WaitForExit(5000))
        {
            kernel.Kill(entireProcessTree: true);
        }
    }

    if (!isCheck && found == 0)
    {
        var options = new JsonSerializerOptions { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        string partial = file + ".partial";
        File.WriteAllText(partial, notebook.ToJsonString(options) + "\n");
        File.Move(partial, file, overwrite: true);
    }

    return found;
}

// Sends a cell and reads events until .NET Interactive has processed it.
static async Task<(JsonArray Outputs, string? Failure)> SubmitAsync(Process kernel, string token, string code)
{
    var submission = new JsonObject
    {
        ["token"] = token,
        ["commandType"] = "SubmitCode",
        ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = "csharp" },
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
        switch ((string?)message["eventType"])
        {
            case "CommandSucceeded" when (string?)message["command"]?["token"] == token:
                return (outputs, null);
            case "CommandFailed" when (string?)message["command"]?["token"] == token:
                return (outputs, (string?)content["message"]);
            case "StandardOutputValueProduced" or "StandardErrorValueProduced":
                Append(outputs, string.Concat(content["formattedValues"]!.AsArray().Select(value => (string?)value!["value"])));
                break;
            case "DisplayedValueProduced" or "ReturnValueProduced":
                var data = new JsonObject();
                foreach (JsonNode? value in content["formattedValues"]!.AsArray())
                {
                    data[(string)value!["mimeType"]!] = Lines((string)value["value"]!);
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

// The kinds of outputs, without their values: figures can differ in the last digit between processors.
static string Kinds(JsonArray outputs) => string.Join(", ", outputs.Select(output => (string?)output!["output_type"] == "stream"
    ? $"text with {output["text"]!.AsArray().Count} lines"
    : string.Join('+', output["data"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal))));
