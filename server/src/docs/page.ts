import type { Assets } from './assets.ts';
import { demoNote } from './demo-note.ts';
import { escapeHtml } from './html.ts';
import { navigationOf, onThisPage } from './navigation.ts';

/** What every public page shows of this shop. */
export interface PublicSite {
  readonly name: string;
  /** The address of this server, without a slash at the end. */
  readonly url: string;
  /** The style sheet with the colours of the brand; null for ours. */
  readonly sheet: string | null;
  /** The address of its logo; null: the name stands in its place. */
  readonly logo: string | null;
  /** Whether it has neither a name nor a colour of its own. */
  readonly isUnbranded: boolean;
  /** Whether everything in it was invented. */
  readonly isDemo: boolean;
  /** The address of the picture in the browser's tab; null for ours. */
  readonly icon: string | null;
}

export interface PublicPage {
  readonly title: string;
  /** Its address, which marks it in the navigation; null if it has none, as an error page. */
  readonly path: string | null;
  /** One sentence for search engines and for previews of links. */
  readonly description?: string;
  /** HTML of a column beside the main part; the documentation's pages by default, null for a page of one column. */
  readonly aside?: string | null;
  /** The address of the same page as Markdown, if it has one. */
  readonly markdown?: string;
  /** HTML of the main part. */
  readonly body: string;
}

const NAVIGATION = [
  ['/docs', 'Documentation'],
  ['/docs/reference', 'API reference'],
  ['/status', 'Status'],
  ['/portal', 'Portal'],
] as const;

/** The addresses at the foot of every page of this server. */
const FOOT = [
  ['/docs', 'Documentation'],
  ['/status', 'Status'],
  ['/policy', 'Code Support Policy'],
  ['/terms', 'Terms'],
  ['/privacy', 'Privacy'],
  ['/imprint', 'Imprint and contact'],
] as const;

const INDEPENDENT =
  'Independent of Sony Interactive Entertainment, and not endorsed by it. PlayStation and PlayStation Store are its ' +
  'trademarks and only name what the cards are for.';

const DEMO = `<p class="demo">${demoNote.title}</p>\n`;

/** What the scripts of the documentation need in the header; hidden without scripts. */
const TOOLS = `<div class="tools"><button class="search" type="button" aria-keyshortcuts="/ Control+K">Search <kbd>/</kbd></button><button class="key" type="button">Test key</button><button class="scheme" type="button" aria-label="Colours"></button></div>
<a class="to-contents" href="#contents">All pages</a>
`;

/** The links below a text. */
function endOf({ markdown }: PublicPage): string {
  if (markdown === undefined) return '';
  return `<p class="end"><a href="${markdown}">This page as Markdown</a></p>\n`;
}

/** A complete HTML page in our design; its colour scheme follows the setting of the apps, otherwise that of the system. */
export function renderPage(assets: Assets, site: PublicSite, page: PublicPage): string {
  const { path, body } = page;
  const isDocs = page.aside === undefined;
  const aside = isDocs ? navigationOf(path) : page.aside;
  const columns = aside === null ? 'single' : 'columns';
  return `<!doctype html>
<html lang="en">
<head>
${headOf(assets, site, page)}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
${brandOf(site)}
<nav aria-label="Site">${NAVIGATION.map(linkTo).join('')}</nav>
${isDocs ? TOOLS : ''}</header>
${site.isDemo ? DEMO : ''}<div class="${columns}">
${aside === null || aside === undefined ? '' : aside}
<main id="main">
${body}
${isDocs && path !== null ? endOf(page) : ''}</main>
${isDocs ? onThisPage(body) : ''}
</div>
<footer>
<nav aria-label="About">${FOOT.map(linkTo).join('')}</nav>
<p>${INDEPENDENT}</p>
</footer>
</body>
</html>
`;
}

function brandOf({ name, logo }: PublicSite): string {
  const shown =
    logo === null
      ? `<bdi>${escapeHtml(name)}</bdi><span class="cursor" aria-hidden="true"></span>`
      : `<img src="${logo}" alt="${escapeHtml(name)}">`;
  return `<a class="brand" href="/">${shown}</a>`;
}

function headOf(assets: Assets, site: PublicSite, page: PublicPage): string {
  const { title, path, description } = page;
  const full = escapeHtml(`${title} · ${site.name}`);
  const address = path === null ? null : escapeHtml(site.url + path);
  const about = description === undefined ? null : escapeHtml(description);
  const lines = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${full}</title>`,
    about !== null && `<meta name="description" content="${about}">`,
    address === null
      ? '<meta name="robots" content="noindex">'
      : `<link rel="canonical" href="${address}">`,
    ...(address === null ? [] : openGraph({ full, address, about, site })),
    `<link rel="icon" href="${site.icon ?? assets.icon}">`,
    ...assets.fonts.map(
      (font) => `<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`,
    ),
    `<script src="${assets.scheme}"></script>`,
    `<link rel="stylesheet" href="${assets.style}">`,
    site.sheet !== null && `<link rel="stylesheet" href="${site.sheet}">`,
    page.markdown !== undefined &&
      `<link rel="alternate" type="text/markdown" href="${page.markdown}">`,
    `<script src="${assets.copy}" defer></script>`,
    page.aside === undefined && `<script src="${assets.docs}" defer></script>`,
  ];
  return lines.filter((line) => line !== false).join('\n');
}

/** What a preview of a link shows (https://ogp.me). */
function openGraph(of: {
  readonly full: string;
  readonly address: string;
  readonly about: string | null;
  readonly site: PublicSite;
}): string[] {
  const facts = [
    ['type', 'website'],
    ['title', of.full],
    ['url', of.address],
    ['site_name', escapeHtml(of.site.name)],
    ...pictureOf(of.site),
    ...(of.about === null ? [] : [['description', of.about]]),
  ];
  return facts.map(([name, value]) => `<meta property="og:${name}" content="${value}">`);
}

/** The picture that is drawn for this shop. */
function pictureOf({ name, url, isUnbranded }: PublicSite): (readonly [string, string])[] {
  const whose = isUnbranded ? '' : `${name}: `;
  return [
    ['image', escapeHtml(`${url}/preview.png`)],
    ['image:width', '1200'],
    ['image:height', '630'],
    ['image:alt', escapeHtml(`${whose}PlayStation Store gift cards for businesses, by API`)],
  ];
}

function linkTo([path, label]: readonly [string, string]): string {
  return `<a href="${path}">${label}</a>`;
}
