import { cryptography } from '../../../text/hash.ts';
import { html, type Markup, markup } from './markup.ts';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** What the link to the main part is called. */
  readonly skip?: string;
  readonly header: Markup;
  readonly main: Markup;
  readonly footer: Markup;
}

/**
 * The whole page. It loads nothing and runs nothing: its policy allows the one style sheet in it, by its hash, and
 * nothing else.
 */
export function page({ title, skip = 'Skip to the findings', header, main, footer }: PageParts): string {
  const hash = cryptography().createHash('sha256').update(style).digest('base64');
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta name="color-scheme" content="light dark"/>
<title>${title}</title>
<style>${markup(style)}</style>
</head>
<body>
<a class="skip" href="#findings">${skip}</a>
<header>
${header}
</header>
<main id="findings">
${main}
</main>
<footer>
${footer}
</footer>
</body>
</html>
`;
  return document.text;
}

/** How everything in a page looks, in light and dark. */
export const style = `
:root {
  --text: #1b1f24; --quiet: #57606a; --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --link: #0a58ca;
  --error: #b3261e; --warning: #8a5300; --note: #0a58ca; --base: #57606a; --head: #1a7f37; --lost: #d1242f;
  --minus: #ffebe9; --plus: #dafbe1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9ea7b1; --ground: #0d1117; --raised: #161b22; --line: #3d444d; --link: #79b8ff;
    --error: #ff8d85; --warning: #e3b341; --note: #79b8ff; --base: #8b949e; --head: #3fb950; --lost: #f85149;
    --minus: #3c1618; --plus: #12331c;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 66rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p, ul, ol, table, figure, pre { margin: 0 0 .75rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .25rem .5rem; }
.quiet { color: var(--quiet); }
.incomplete { border-left: .25rem solid var(--warning); padding-left: .75rem; }
.finding { border: 1px solid var(--line); border-left-width: .3rem; border-radius: .3rem; padding: .75rem 1rem;
  margin: 0 0 1rem; }
.finding.part { margin-left: 1.5rem; }
.finding.error { border-left-color: var(--error); }
.finding.warning { border-left-color: var(--warning); }
.finding.note { border-left-color: var(--note); }
.severity { text-transform: uppercase; font-size: .8rem; letter-spacing: .03em; }
.error > h3 .severity { color: var(--error); }
.warning > h3 .severity { color: var(--warning); }
.note > h3 .severity { color: var(--note); }
.ladder { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; padding: 0; }
.ladder li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .7rem; position: relative; }
.ladder li + li::before { content: '‹'; position: absolute; left: -1rem; color: var(--quiet); }
.ladder .base { border: 2px dashed var(--base); }
.ladder .head { border: 2px solid var(--lost); }
.ladder .base.head { border-style: solid; border-color: var(--head); }
.mark { font-size: .8rem; color: var(--quiet); }
.code { border: 1px solid var(--line); border-radius: .3rem; overflow-x: auto; }
.code table { border-collapse: collapse; width: 100%; margin: 0; }
.code caption { text-align: left; padding: .2rem .6rem; background: var(--raised); font-size: .85rem; }
.code td { border: 0; min-width: 0; padding: 0 .6rem; white-space: pre; font: .85rem/1.5 ui-monospace, monospace; }
.code td.number { color: var(--quiet); text-align: right; width: 1%; user-select: none; }
.code tr.minus { background: var(--minus); }
.code tr.plus { background: var(--plus); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .75rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.scroll { overflow-x: auto; margin: 0 0 .75rem; }
.scroll table { margin: 0; }
table { border-collapse: collapse; font-size: .95rem; }
th, td { overflow-wrap: normal; min-width: 6rem; text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
figure { padding: .75rem; background: var(--raised); border-radius: .3rem; }
figcaption { font-size: .9rem; margin-bottom: .5rem; }
.bands { display: block; overflow: visible; margin-bottom: .75rem; }
.bands text { font: .8rem system-ui, sans-serif; fill: var(--text); }
.bands tspan.side { font-weight: 600; }
.bands .axis text { fill: var(--quiet); }
.bands .axis line { stroke: var(--quiet); }
.bands .ground { fill: var(--line); opacity: .45; }
.bands path.base { fill: var(--base); }
.bands path.head { fill: var(--head); }
.bands path.lost { fill: var(--lost); }
.history { display: block; overflow: visible; margin-bottom: .5rem; }
.history text { font: .8rem system-ui, sans-serif; fill: var(--text); }
.history .axis text, .history .legend text { fill: var(--quiet); }
.history .count { font-size: .7rem; fill: var(--quiet); }
.history line { stroke: var(--quiet); }
.history .lane { stroke: var(--line); }
.history path.weaker { fill: var(--lost); }
.history path.stronger { fill: var(--head); }
.history path.unknown { fill: var(--warning); }
.steps td { overflow-wrap: anywhere; }
.steps .day, .steps .kind { width: 1%; white-space: nowrap; }
.step { font-weight: 600; }
.step.weaker { color: var(--error); }
.step.stronger { color: var(--head); }
.step.unknown { color: var(--warning); }
details > summary { cursor: pointer; font-weight: 600; margin-bottom: .5rem; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--quiet); }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin: 0 0 .4rem; } }
@media print {
  :root { --ground: #fff; --text: #000; --raised: #fff; }
  body { max-width: none; padding: 0; }
  .finding, figure { break-inside: avoid; }
  .skip { display: none; }
}
`;
