using System.Diagnostics;

namespace GenreNet.Server.Problems;

/// <summary>Provides the W3C trace id of a request, which its problem details, log lines and exported traces share.</summary>
internal static class TraceId
{
    /// <summary>Gets the 32 hexadecimal digits of the current request; null outside of one.</summary>
    public static string? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    /// <summary>Adds a trace id to requests that have none: ASP.NET Core starts an activity only if a listener is registered.</summary>
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
