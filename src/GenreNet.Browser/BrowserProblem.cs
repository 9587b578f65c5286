using System.Text.Json.Nodes;
using GenreNet.Core;

namespace GenreNet.Browser;

/// <summary>Represents a failure as JavaScript receives it.</summary>
/// <param name="Kind">One of the codes of <c>GenreNetError</c> in the npm package.</param>
/// <param name="Message">One or two sentences for the user.</param>
internal sealed record BrowserProblem(string Kind, string Message)
{
    /// <summary>Returns the kind and the message of an exception.</summary>
    public static BrowserProblem Of(Exception problem) => problem switch
    {
        OperationCanceledException => new("cancelled", "The classification was cancelled."),
        ForeignFormatException => new("foreign-format", "The format needs the decoder of the browser."),
        AudioFormatException { IsAudio: false } => new("not-audio", problem.Message),
        AudioFormatException => new("damaged-audio", problem.Message),
        ModelFormatException => new("bad-model", problem.Message),
        ArgumentException => new("bad-options", problem.Message),
        OutOfMemoryException => new(
            "out-of-memory", "The browser has not enough memory for this clip. Close other tabs, or choose a shorter clip."),
        GenreNetException => new("failed", problem.Message),
        _ => new("failed", $"Unexpected error: {problem.Message}"),
    };

    /// <summary>Returns <c>{"error": {"kind": ..., "message": ...}}</c>.</summary>
    public string ToJson() => new JsonObject { ["error"] = new JsonObject { ["kind"] = Kind, ["message"] = Message } }.ToJsonString();
}
