import { demoNote, escapeHtml } from '../docs/index.ts';
import type { BuiltPage } from './built-pages.ts';

const ROOT = '<div id="root"></div>';

/**
 * A page with what its browser can do before the first script of the app has run. Measured on a simulated telephone (Lighthouse: 150 ms a
 * round trip, 1.6 Mbit/s, a slow processor), each of these is a round trip or a second of an empty screen less:
 *
 * - the scripts of this page are named in it, not in scripts that have to be loaded first;
 * - `early.js` reads who is signed in at once;
 * - the stream of changes begins where the page began, so that it need not read everything again when the stream is open;
 * - the frame of the app, the title of the page and what it is for are painted as soon as the style sheet is there. The app takes them
 *   away when it has painted its own. They are for the eye only: a screen reader waits for the page.
 */
export function earlyPage(
  html: string,
  {
    app,
    page,
    name,
    isDemo,
    signedIn,
    since,
  }: Readonly<{
    app: string;
    page: BuiltPage;
    name: string;
    isDemo: boolean;
    signedIn: boolean;
    /** The last change before this page read anything; null if unknown. */
    since: string | null;
  }>,
): string {
  const scripts = page.scripts.map(
    (each) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${app}/${each}">\n`,
  );
  const named = html.replace('</head>', () => `${scripts.join('')}</head>`);
  if (!page.framed || !signedIn) return named;
  const early = page.early.map((each) => escapeHtml(`/${app}/api${each}`));
  const metas = [['early', early.join(' ')], ...(since === null ? [] : [['live-since', since]])]
    .map(([key, content]) => `\n<meta name="${key}" content="${content}" />`)
    .join('');
  return named
    .replace('<head>', () => `<head>${metas}`)
    .replace(ROOT, () => frameOf(page, name, isDemo) + ROOT);
}

/** The title of a page about one thing is the thing's name, which only the app knows. */
function frameOf({ path, title, lead }: BuiltPage, name: string, isDemo: boolean): string {
  const shown = path.includes(':') ? '' : escapeHtml(title);
  const below = lead === undefined ? '' : `<p class="early-lead">${escapeHtml(lead)}</p>`;
  const note = isDemo
    ? `<div class="early-note"><strong>${demoNote.title}</strong> ${demoNote.hint}</div>`
    : '';
  return (
    '<div id="early" class="early" aria-hidden="true">' +
    `<div class="early-rail"><bdi>${name}</bdi></div><div class="early-top"></div>` +
    `<div class="early-main"><div class="early-head">${note}<div class="early-title">${shown}</div>${below}</div></div></div>`
  );
}
