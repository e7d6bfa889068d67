import type { Assets } from './assets.ts';
import { escapeHtml } from './html.ts';
import type { PublicSite } from './page.ts';

/** The page on which Scalar renders our OpenAPI document. */
export function referencePage(
  { icon }: Assets,
  { script, start }: { readonly script: string; readonly start: string },
  { name, url }: PublicSite,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`API reference · ${name}`)}</title>
<meta name="description" content="Every call of the partner API, with its shapes, refusals and examples.">
<link rel="canonical" href="${escapeHtml(`${url}/docs/reference`)}">
<link rel="icon" href="${icon}">
</head>
<body>
<main id="reference"></main>
<script src="${script}"></script>
<script src="${start}"></script>
</body>
</html>
`;
}
