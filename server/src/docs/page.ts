import type { Assets } from './assets.ts';
import { guides } from './guides.ts';
import { escapeHtml } from './render-markdown.ts';

export interface Page {
  readonly title: string;
  /** Its address, which marks it in the navigation; null if it has none. */
  readonly path: string | null;
  /** HTML of the main part. */
  readonly body: string;
}

/** A complete HTML page in our design; its colour scheme follows the setting of the apps, otherwise that of the system. */
export function renderPage(assets: Assets, { title, path, body }: Page): string {
  const current = (place: string) => {
    if (path === place) return ' aria-current="page"';
    return path?.startsWith(`${place}/`) ? ' aria-current="true"' : '';
  };
  const item = (place: string, label: string) =>
    `<li><a href="${place}"${current(place)}>${label}</a></li>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · psnb2b</title>
<link rel="icon" href="${assets.icon}">
<script src="${assets.scheme}"></script>
<link rel="stylesheet" href="${assets.style}">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<a class="brand" href="/">psnb2b<span class="cursor" aria-hidden="true"></span></a>
<nav aria-label="Site"><a href="/docs">Documentation</a><a href="/docs/reference">API reference</a><a href="/portal">Portal</a></nav>
</header>
<div class="columns">
<nav class="guides" aria-label="Guides">
<ul>
${Object.entries(guides)
  .map(([guide, { title }]) => item(`/docs/${guide}`, title))
  .join('\n')}
</ul>
</nav>
<main id="main">
${body}
</main>
</div>
</body>
</html>
`;
}
