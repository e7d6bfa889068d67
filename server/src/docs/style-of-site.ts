/** Rules for what is not a text alone: the foot of every page, copy buttons, the first page. */
export const SITE_RULES = `
:root { --button: #0f6270; --button-text: #ffffff; }
:root[data-mantine-color-scheme="dark"] { --button: #4fabb4; --button-text: #101516; }
@media (prefers-color-scheme: dark) {
  :root:not([data-mantine-color-scheme]) { --button: #4fabb4; --button-text: #101516; }
}
footer { max-width: 1120px; margin: 0 auto; padding: 24px; border-top: 1px solid var(--line);
  color: var(--text-quiet); font-size: 13px; }
footer nav { display: flex; flex-wrap: wrap; gap: 0 20px; }
footer nav a { padding: 6px 0; }
footer p { margin: 8px 0 0; max-width: 80ch; }
.demo { margin: 0; padding: 8px 24px; background: var(--tone-wait-ground); color: var(--tone-wait); font-size: 14px; }
.copied { position: relative; }
.copy { position: absolute; top: 7px; right: 7px; min-height: 28px; padding: 2px 10px; font: inherit; font-size: 13px;
  color: var(--text); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 4px; cursor: pointer; }
.copy:hover { background: var(--surface-sunken); }
.single main { max-width: 1120px; margin: 0 auto; padding: 0 24px 48px; }
.single section { padding: 18px 0; }
.single h2 { padding-top: 24px; margin-top: 0; }
.lead, .quiet { color: var(--text-quiet); }
.hero { display: grid; gap: 32px; align-items: center; padding: clamp(28px, 6vw, 72px) 0 clamp(20px, 4vw, 48px); }
.hero > * { min-width: 0; }
.hero h1 { margin: 0; font-size: clamp(34px, 5.2vw, 56px); letter-spacing: -.03em; line-height: 1.05; text-wrap: balance; }
.hero p { max-width: 46ch; margin: 18px 0 0; color: var(--text-quiet); font-size: 17px; }
.hero pre { margin: 0; padding: 44px 16px 16px; font-size: 13px; line-height: 2; white-space: pre-wrap; overflow-wrap: anywhere; }
.acts { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; }
.acts a { padding: 8px 0; }
.acts a.button { padding: 10px 20px; border-radius: 4px; background: var(--button); color: var(--button-text);
  font-weight: 550; text-decoration: none; }
caption { padding: 0 0 8px; text-align: left; color: var(--text-quiet); font-size: 13px; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { color: var(--text); }
.region { display: inline-block; min-width: 26px; color: var(--text-quiet);
  font: 13px "Plex Mono", ui-monospace, monospace; }
.offer td:last-child, .offer th:last-child { padding-left: 24px; white-space: nowrap; }
.in { color: var(--tone-good); }
.out, .gone th, .gone td { color: var(--text-quiet); }
.tiers { max-width: 760px; }
.flow { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr)); gap: 16px 32px;
  padding: 0 !important; list-style: none; }
.flow li { padding-top: 12px; border-top: 2px solid var(--signal-mark); }
.flow h3, .flow p { margin: 0 0 4px; }
.questions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 20px 48px; margin: 0; }
.questions dt { font-weight: 600; }
.questions dd { margin: 4px 0 0; color: var(--text-quiet); }

.single > main > .state { margin-top: 32px; padding: 20px 24px; border-radius: 6px; }
.state h1 { margin: 0; font-size: 26px; }
.state p { margin: 6px 0 0; }
.state a { color: inherit; }
.tag { padding: 2px 8px; border-radius: 9px; font-size: 13px; font-weight: 500; white-space: nowrap; }
div.good, .tag.good { background: var(--tone-good-ground); color: var(--tone-good); }
div.wait, .tag.wait { background: var(--tone-wait-ground); color: var(--tone-wait); }
div.bad, .tag.bad { background: var(--tone-bad-ground); color: var(--tone-bad); }
div.neutral, .tag.neutral { background: var(--tone-neutral-ground); color: var(--tone-neutral); }
.part { padding: 14px 0 18px; border-bottom: 1px solid var(--line); }
.part h3 { margin: 0; }
.part p { margin: 4px 0 10px; font-size: 14px; }
.bars { display: block; width: 100%; height: 30px; }
.bars .good { fill: var(--tone-good); }
.bars .wait { fill: var(--signal-mark); }
.bars .bad { fill: var(--tone-bad); }
.bars .none { fill: var(--line); }
details { margin-top: 8px; font-size: 14px; }
summary { padding: 4px 0; cursor: pointer; }
.stock { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); gap: 8px 24px;
  padding: 0 !important; list-style: none; }
article h3 { margin: 16px 0 0; }
article dl, article dd { margin: 4px 0 0; }
article dt { margin-top: 10px; font-weight: 600; }
@media (min-width: 960px) { .hero { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 56px; } }
@media (max-width: 760px) {
  footer, .single main { padding-left: 16px; padding-right: 16px; }
  .offer thead, .compared thead { position: absolute; left: -9999px; }
  .offer tr, .compared tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .offer th, .offer td, .compared th, .compared td { display: flex; justify-content: space-between; gap: 16px; padding: 2px 0 !important; border: 0;
    white-space: normal; text-align: right; }
  .offer th, .compared th { justify-content: flex-start; text-align: left; }
  .offer td::before, .compared td::before { content: attr(data-label); flex: none; color: var(--text-quiet); text-align: left; }
}
`;
