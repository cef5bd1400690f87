package org.caudal.publication;

/** Head and style of a page; nothing is fetched and no script may run. */
final class PageStyle {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Caudal: TITLE</title>
      <style>
      :root { --ink: #1c2733; --soft: #5b6b7b; --rule: #d7dee5; --paper: #fff; --water: #0b6e99;
        --band: #0b6e9926; --mark: #b4530a; --gain: #0b6e99; --some-gain: #8fc1d8;
        --loss: #b4530a; --some-loss: #e9b58a; --still: #e8ebee; --on-map: #1c2733; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #9fb0c0; --rule: #33414e;
        --paper: #12181e; --water: #5cb8e0; --band: #5cb8e033; --mark: #f0a35e; --gain: #1f86b5;
        --some-gain: #8fc1d8; --loss: #d06a1c; --some-loss: #e9b58a; --still: #c3cbd3; } }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
      main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
      h1 { font-size: 1.7rem; line-height: 1.2; } h2 { margin-top: 2.5rem; font-size: 1.25rem; }
      figure { margin: 1rem 0; } figcaption { font-weight: 600; font-size: .9rem; }
      svg { width: 100%; height: auto; display: block; }
      .small-charts { display: grid; gap: .5rem 1.5rem;
        grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
      .grid { stroke: var(--rule); } .target { stroke: var(--mark); stroke-dasharray: 4 3; }
      .interval { stroke: var(--water); stroke-width: 3; stroke-linecap: round; opacity: .55; }
      .dot { fill: var(--water); } .line { fill: none; stroke: var(--water); stroke-width: 2; }
      .second { fill: none; stroke: var(--mark); stroke-width: 2; stroke-dasharray: 6 3; }
      .end { text-anchor: start; } .band { fill: var(--band); } text { fill: var(--soft); font-size: 11px; }
      .label { text-anchor: end; } .tick, .hidden { text-anchor: middle; } .hidden { fill: var(--mark); }
      .area { stroke: var(--paper); stroke-width: 1; } .hatch { stroke: var(--soft); fill: none; }
      .gain { fill: var(--gain); } .some-gain { fill: var(--some-gain); } .loss { fill: var(--loss); }
      .some-loss { fill: var(--some-loss); } .still { fill: var(--still); }
      .veiled { fill: var(--paper); stroke: var(--soft); }
      .plain, .counted { fill: none; stroke: var(--rule); }
      .count { fill: var(--gain); fill-opacity: .6; stroke: var(--paper); }
      .sign { fill: var(--on-map); text-anchor: middle; font-size: 13px; font-weight: 700; }
      .legend { list-style: none; padding: 0; font-size: .9rem; }
      .legend svg { width: 1.6rem; height: 1.1rem; display: inline-block; vertical-align: middle; }
      details { margin: .6rem 0; overflow-x: auto; } summary { cursor: pointer; font-weight: 600; }
      table { border-collapse: collapse; width: 100%; font-size: .9rem; }
      th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--rule); }
      tbody th { font-weight: 500; white-space: nowrap; }
      .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      .suppressed td { color: var(--soft); font-style: italic; }
      @media print { details { display: block; } details:not([open]) > * { display: revert; } }
      </style></head><body>
      """;

  private PageStyle() {}

  /** What comes before the content of a page. */
  static String head(String title) {
    return HEAD.replace("TITLE", HtmlText.of(title));
  }
}
