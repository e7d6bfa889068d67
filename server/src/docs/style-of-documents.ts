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
.columns { display: grid; grid-template-columns: 220px minmax(0, 1fr); max-width: 1120px; margin: 0 auto; }
.guides { padding: 32px 0 32px 24px; font-size: 14px; }
.guides ul { position: sticky; top: 24px; list-style: none; margin: 0; padding: 0; }
.guides a { display: block; padding: 6px 12px; color: var(--text); text-decoration: none;
  border-left: 2px solid var(--line); }
.guides a:hover { background: var(--surface-sunken); }
.guides a[aria-current] { border-color: var(--signal-mark); font-weight: 600; background: var(--surface); }
main { padding: 32px 24px 96px 48px; max-width: 860px; min-width: 0; overflow-wrap: anywhere; }
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
@media (max-width: 760px) {
  header { padding: 10px 16px; }
  .columns { display: block; }
  .guides { padding: 12px 16px 0; }
  .guides ul { position: static; display: flex; flex-wrap: wrap; gap: 4px; }
  .guides a { padding: 4px 10px; border: 1px solid var(--line); border-radius: 3px; }
  main { padding: 24px 16px 64px; }
  main ul, main ol { padding-left: 22px; }
  h1 { font-size: 25px; }
}
@media print { header, footer, .guides, .skip, .copy { display: none; } }
`;
