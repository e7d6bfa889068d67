/** Rules for what the scripts of the documentation show: search, the test key, and the form that sends a call. */
export const DIALOG_RULES = `
dialog { color: var(--text); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 6px; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
.finder { width: min(680px, calc(100vw - 24px)); max-height: min(640px, calc(100dvh - 48px)); margin: 24px auto auto; padding: 12px; }
.finder[open] { display: flex; flex-direction: column; }
.finder input, .keeper input { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: var(--text); background: var(--page);
  border: 1px solid var(--line-strong); border-radius: 4px; }
.finder [role=listbox] { overflow-y: auto; margin-top: 8px; }
.finder [role=option] { display: block; padding: 8px 12px; color: var(--text); text-decoration: none; border-radius: 4px; }
.finder [aria-selected=true], .finder [role=option]:hover { background: var(--surface-sunken); box-shadow: inset 2px 0 var(--signal-mark); }
.finder b, .finder span { display: block; overflow-wrap: anywhere; }
.finder b { font-weight: 600; }
.finder span { font-size: 13px; color: var(--text-quiet); }
.finder p { margin: 8px 12px 0; font-size: 13px; }
.keeper { width: min(520px, calc(100vw - 24px)); padding: 20px 24px; }
.keeper h2 { margin: 0 0 8px; padding: 0; border: 0; }
.keeper label { display: block; margin-bottom: 4px; font-weight: 600; font-size: 14px; }
.keeper p { margin: 0 0 12px; font-size: 14px; }
.keeper [role=alert] { margin-top: 8px; color: var(--tone-bad); }
.keeper [role=status] { color: var(--text-quiet); }
.keeper p:empty { margin: 0; }
.keeper .acts { margin: 16px 0 0; }
.keeper button, .try button { min-height: 36px; padding: 6px 14px; font: inherit; font-size: 14px; color: var(--text); background: var(--surface);
  border: 1px solid var(--line-strong); border-radius: 4px; cursor: pointer; }
.try { display: none; margin: 24px 0; padding: 16px 20px; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
.try.ready { display: block; }
.try h2 { margin: 0 0 12px; padding: 0; border: 0; font-size: 17px; }
.try label { display: grid; grid-template-columns: 150px minmax(0, 1fr); align-items: center; gap: 12px; margin: 0 0 8px;
  font: 13px "Plex Mono", ui-monospace, monospace; }
.try input, .try textarea { width: 100%; min-height: 34px; padding: 6px 10px; font: inherit; color: var(--text); background: var(--page);
  border: 1px solid var(--line-strong); border-radius: 4px; }
.try textarea { resize: vertical; line-height: 1.5; }
.try .acts { margin: 12px 0 0; }
.try .answer { max-height: 420px; margin: 12px 0 0; overflow: auto; }
.keeper .button, .try .button { color: var(--button-text); background: var(--button); border-color: transparent; font-weight: 550; }
`;
