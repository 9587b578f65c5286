using System.Diagnostics;

namespace GenreNet.Server.Problems;

/// <summary>The W3C trace id of a request: its problems and its log lines name the same, and so do exported traces.</summary>
internal static class TraceId
{
    /// <summary>Gets the 32 hexadecimal digits of the current request; null outside of one.</summary>
    public static string? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    /// <summary>Gives requests a trace id that have none: ASP.NET Core begins an activity only where a listener is registered.</summary>
    public static void UseTraceIds(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Current is not null)
        {
            await next(context);
            return;
        }

        using Activity activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        if (ActivityContext.TryParse(context.Request.Headers.TraceParent, context.Request.Headers.TraceState, isRemote: true, out ActivityContext parent))
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            activity.TraceStateString = parent.TraceState;
        }

        activity.Start();
        await next(context);
    });
}
