import { languages } from './samples/index.ts';

/** Samples are shown in the language that is chosen, without a script. */
const CHOSEN = Object.values(languages)
  .map(
    ({ value }) =>
      `.samples:has([value="${value}"]:checked) > [data-language="${value}"] { display: block; }`,
  )
  .join('\n');

/** Rules for texts: headings, tables, examples, and the column beside them. */
export const DOCUMENT_RULES = `
:root { --link: #0f6270; }
:root[data-mantine-color-scheme="dark"] { --link: #7ccbd3; }
@media (prefers-color-scheme: dark) { :root:not([data-mantine-color-scheme]) { --link: #7ccbd3; } }
* { box-sizing: border-box; }
html { font: 16px/1.6 "Plex Sans", system-ui, sans-serif; background: var(--page); color: var(--text);
  -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: var(--surface); }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; padding: 12px 24px;
  background: var(--rail); color: var(--rail-text); }
header a { color: inherit; text-decoration: none; padding: 4px 0; }
header a:hover { text-decoration: underline; }
header nav { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 14px; }
header :focus-visible { outline-color: #f0b348; }
.brand { font: 600 18px "Plex Mono", ui-monospace, monospace; }
/* Most logos are made for paper. */
.brand img { display: block; max-width: 200px; height: 32px; padding: 4px 8px; border-radius: 4px; background: #fff;
  object-fit: contain; }
.cursor { display: inline-block; width: 9px; height: 17px; margin-left: 3px; vertical-align: -2px;
  background: var(--signal-mark); }
.tools { display: flex; gap: 8px; margin-left: auto; }
.tools button { min-height: 32px; padding: 4px 10px; font: inherit; font-size: 13px; color: var(--rail-text); background: var(--rail-active);
  border: 1px solid transparent; border-radius: 4px; cursor: pointer; }
.tools button:hover { border-color: var(--rail-quiet); }
.tools .scheme { width: 32px; padding: 0; }
.tools .scheme::before { content: "◐"; font-size: 15px; }
kbd { padding: 0 5px; font: 12px "Plex Mono", ui-monospace, monospace; border: 1px solid currentColor; border-radius: 3px; opacity: .8; }
html:not([data-mantine-color-scheme]) .tools { display: none; }
header .to-contents { display: none; font-size: 14px; }
.columns { display: grid; grid-template-columns: 228px minmax(0, 1fr); max-width: 1360px; margin: 0 auto; }
.guides, .outline { padding: 28px 0 32px 24px; font-size: 14px; }
.guides ul, .outline ul { list-style: none; margin: 0 0 18px; padding: 0; }
.guides h2, .outline h2 { margin: 0 0 6px; padding: 0 12px; border: 0; font-size: 13px; color: var(--text-quiet); }
.guides a, .outline a { display: block; padding: 4px 12px; color: var(--text); text-decoration: none;
  border-left: 2px solid var(--line); }
.guides a:hover, .outline a:hover { background: var(--surface-sunken); }
.guides a[aria-current] { border-color: var(--signal-mark); font-weight: 600; background: var(--surface); }
.outline { display: none; }
.outline ul { position: sticky; top: 24px; }
.end { margin-top: 3em; font-size: 14px; }
.samples { margin: 0 0 1.1em; }
.samples fieldset { display: flex; flex-wrap: wrap; gap: 2px; margin: 0; padding: 0; border: 0; }
.samples legend { position: absolute; left: -9999px; }
.samples label { position: relative; padding: 5px 11px; font-size: 13px; color: var(--text-quiet); border-radius: 4px 4px 0 0; cursor: pointer; }
.samples label:hover { color: var(--text); }
.samples label:has(:checked) { color: var(--text); font-weight: 600; box-shadow: inset 0 -2px var(--signal-mark); }
.samples label:has(:focus-visible) { outline: 2px solid var(--focus); outline-offset: -2px; }
.samples input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.samples [data-language] { display: none; }
${CHOSEN}
.samples pre { margin: 0; border-top-left-radius: 0; }
main { padding: 32px 24px 96px 48px; max-width: 900px; min-width: 0; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; margin: 2em 0 .5em; }
h1 { font-size: 30px; margin-top: 0; letter-spacing: -.01em; }
h2 { font-size: 21px; padding-top: .6em; border-top: 1px solid var(--line); }
h3 { font-size: 17px; }
p, ul, ol, pre, .wide { margin: 0 0 1.1em; }
li { margin: .25em 0; }
.guides li { margin: 0; }
code, pre { font-family: "Plex Mono", ui-monospace, monospace; font-size: max(12px, .875em); }
pre > code { font-size: 1em; }
:not(pre) > code { padding: .1em .35em; border-radius: 3px; background: var(--surface-sunken);
  border: 1px solid var(--line); }
a > code { color: inherit; }
pre { padding: 14px 16px; overflow-x: auto; background: var(--surface); border: 1px solid var(--line);
  border-radius: 4px; line-height: 1.5; overflow-wrap: normal; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--text-quiet); }
td:first-child { min-width: 64px; }
@media (min-width: 1240px) {
  .columns:has(.outline) { grid-template-columns: 228px minmax(0, 1fr) 220px; }
  .outline { display: block; }
}
@media (max-width: 760px) {
  header { padding: 10px 16px; }
  header .to-contents { display: inline; }
  .tools { margin-left: 0; }
  .columns { display: flex; flex-direction: column; }
  .guides { order: 1; padding: 12px 16px 32px; }
  .guides a { padding: 8px 12px; }
  main { padding: 24px 16px 64px; }
  main ul, main ol { padding-left: 22px; }
  .try label { grid-template-columns: minmax(0, 1fr); gap: 2px; }
  .samples label { padding: 5px 7px; }
  h1 { font-size: 25px; }
}
@media print { header, footer, .guides, .outline, .skip, .copy, .samples fieldset { display: none; } }
`;
