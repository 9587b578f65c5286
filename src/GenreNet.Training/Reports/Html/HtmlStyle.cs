namespace GenreNet.Training.Reports.Html;

/// <summary>How pages look: the reader's own fonts, light or dark as the reader's machine is, one column on a phone.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { --back: #fff; --box: #f4f5f7; --line: #dcdfe4; --text: #1c2024; --faint: #5b636d; --bar: #3b7dd8; --bad: #c2410c; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #15181c; --box: #1f242a; --line: #343b44; --text: #e4e7eb; --faint: #9aa4af; --bar: #5b9bf0; --bad: #fb8a4c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 1.25rem; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2.25rem 0 .25rem; }
        small { color: var(--faint); font-size: .8rem; font-weight: 400; }
        p { margin: .25rem 0 .75rem; max-width: 50rem; }
        section p, p.note { color: var(--faint); font-size: .9rem; }
        section + p.note { margin-top: 2rem; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
        .figures div { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; }
        .figures b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .figures span { color: var(--faint); font-size: .85rem; }
        .figures .bad b { color: var(--bad); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem; align-items: start; }
        figure { margin: .75rem 0 0; }
        figcaption { font-weight: 600; margin-bottom: .5rem; }
        figcaption i { display: inline-block; width: .7rem; height: .7rem; margin: 0 .3rem 0 .6rem; background: var(--bar); border-radius: .15rem; }
        figcaption i.bad { background: var(--bad); }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--text); font-size: 12px; }
        svg .label { text-anchor: end; fill: var(--faint); }
        svg rect { fill: var(--bar); }
        svg rect.bad { fill: var(--bad); }
        .scroll { width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
        table { border-collapse: collapse; font-size: .9rem; }
        th, td { padding: .4rem .75rem; text-align: left; vertical-align: top; white-space: nowrap; border-bottom: 1px solid var(--line); }
        tbody tr:last-child td { border-bottom: 0; }
        th { background: var(--box); font-weight: 600; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        td:last-child:not(.number) { white-space: normal; min-width: 16rem; overflow-wrap: anywhere; }
        @media print { main { max-width: none; } .scroll { overflow: visible; } }

        """;
}
