namespace GenreNet.Training.Reports;

/// <summary>
/// Defines the style of pages: system fonts, the reader's light or dark colour scheme, one column on phones, light colours in print.
/// </summary>
internal static class HtmlStyle
{
    private const string Rules = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 104rem; margin: 0 auto; padding: 1.25rem; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; overflow-wrap: anywhere; }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; overflow-wrap: anywhere; }
        small { color: var(--faint); font-size: .8rem; font-weight: 400; }
        p { margin: .25rem 0 .75rem; max-width: 50rem; overflow-wrap: anywhere; }
        section p, p.note { color: var(--faint); font-size: .9rem; }
        section + p.note { margin-top: 2rem; }
        p.command { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85rem; background: var(--box); border: 1px solid var(--line); padding: .6rem .9rem; border-radius: .25rem; max-width: none; }
        p.notice { border-left: .3rem solid var(--bad); background: var(--box); padding: .6rem .9rem; margin: 1rem 0; border-radius: .25rem; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
        .figures div { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; }
        .figures b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .figures span { color: var(--faint); font-size: .85rem; }
        .figures .bad b { color: var(--bad); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.25rem 2rem; align-items: start; }
        .charts.one { grid-template-columns: minmax(0, 84rem); }
        .charts.two { grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); }
        .charts.small { grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 1rem 1.25rem; }
        .pair, .tables { display: grid; gap: 0 2rem; align-items: start; }
        .pair > *, .tables > * { min-width: 0; }
        figure { margin: .75rem 0 0; min-width: 0; max-width: 40rem; }
        .one figure { max-width: 84rem; }
        .two figure { max-width: 52rem; }
        figure.parallel { max-width: 88rem; }
        .pan { overflow-x: auto; }
        .wide { display: none; }
        .small figure { margin-top: .25rem; }
        figcaption { font-weight: 600; margin-bottom: .5rem; overflow-wrap: anywhere; }
        .small figcaption { font-size: .85rem; margin-bottom: .25rem; }
        .clip figcaption { font-weight: 400; font-size: .9rem; margin-bottom: .25rem; }
        details { margin-top: 1rem; }
        summary { cursor: pointer; font-weight: 600; margin-bottom: .5rem; }
        audio { width: 100%; height: 2.5rem; }
        /* Fonts differ: a label that is wider than estimated is not cut. */
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        .scroll { width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
        table { border-collapse: collapse; font-size: .9rem; }
        th, td { padding: .4rem .75rem; text-align: left; vertical-align: top; white-space: nowrap; border-bottom: 1px solid var(--line); }
        tbody tr:last-child td { border-bottom: 0; }
        th { background: var(--box); font-weight: 600; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        td:last-child:not(.number) { white-space: normal; min-width: min(16rem, 45vw); overflow-wrap: anywhere; }
        a { color: var(--s0); }
        th button { all: unset; cursor: pointer; font-weight: 600; }
        th button:focus-visible, tr:focus-visible, .axis:focus-visible { outline: 2px solid var(--s0); outline-offset: 2px; }
        th[aria-sort=ascending] button::after { content: " \2191"; }
        th[aria-sort=descending] button::after { content: " \2193"; }
        .filter { display: block; margin: .5rem 0; font-size: .9rem; }
        .filter input { font: inherit; width: min(26rem, 60vw); padding: .3rem .6rem; color: inherit; background: var(--box); border: 1px solid var(--faint); border-radius: .25rem; }
        figure button { font: inherit; font-size: .85rem; padding: .2rem .6rem; }
        .spark svg { width: 9rem; }
        .pair th, .pair td, table[data-sortable=filter] th, table[data-sortable=filter] td { padding: .35rem .55rem; }
        table[data-sortable=filter] :is(th, td):first-child { position: sticky; left: 0; background: var(--back); }
        table[data-sortable=filter] td:first-child { max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }
        progress { width: 100%; height: .8rem; accent-color: var(--s0); }
        .parallel text { paint-order: stroke; stroke: var(--back); stroke-width: 3px; stroke-linejoin: round; }
        path.away { opacity: .07; }
        path.near { opacity: 1; stroke-width: 4; }
        tr.away td { opacity: .35; }
        tr.near td { background: var(--box); }
        .brush { fill: var(--s1); opacity: .35; }
        .axis { fill: transparent; cursor: ns-resize; touch-action: none; }
        @media screen and (min-width: 62rem) {
          .one .wide, .two .wide { display: block; }
          .one .narrow, .two .narrow { display: none; }
        }
        @media screen and (min-width: 75rem) {
          .pair { grid-template-columns: minmax(22rem, 1fr) minmax(0, max-content); }
          .pair th { white-space: normal; max-width: 9rem; overflow-wrap: break-word; }
          .tables { grid-template-columns: 1fr 1fr; }
        }
        @media print {
          /* The padding has room for labels that are wider than estimated: the edge of the sheet cuts them. */
          main { max-width: none; padding: 0 .75rem; }
          /* Browsers break a grid between a heading and its table. */
          .pair, .tables { display: block; }
          .charts { grid-template-columns: 1fr 1fr; }
          .charts.one { grid-template-columns: minmax(0, 34rem); }
          .charts.small { grid-template-columns: 1fr 1fr 1fr 1fr; gap: .5rem; }
          .together, section, h2, h3, p, .scroll, figure, tr, .figures { break-inside: avoid; }
          h2, h3, p.note, section p, figcaption, thead { break-after: avoid; }
          .scroll { max-width: none; border: 0; overflow: visible; }
          table { font-size: .75rem; }
          th, td { padding: .2rem .4rem; white-space: normal; overflow-wrap: break-word; }
          table[data-sortable=filter] { font-size: .5rem; }
          table[data-sortable=filter] :is(th, td) { padding: .1rem .15rem; position: static; }
          .filter, figure button, .pan + p { display: none; }
          .pan > div { min-width: 0 !important; }
          .spark svg { width: 3.5rem; }
          td:last-child:not(.number) { min-width: 0; }
          audio, .clip { display: none; }
        }

        """;

    // Paper is white regardless of the screen.
    private static readonly string Light = Variables("#f4f5f7", "#c2410c", ink => ink.Light);

    /// <summary>The style sheet.</summary>
    public static string Sheet { get; } =
        $"{Light}@media screen and (prefers-color-scheme: dark) {{\n{Variables("#1f242a", "#fb8a4c", ink => ink.Dark)}}}\n{Rules}";

    private static string Variables(string box, string bad, Func<Ink, string> color) =>
        $":root {{ --box: {box}; --bad: {bad}; {string.Join(' ', Ink.Named.Select(ink => $"--{ink.Name}: {color(ink)};"))} }}\n";
}
