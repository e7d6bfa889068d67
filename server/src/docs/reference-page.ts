import type { Assets } from './assets.ts';

/** The page on which Scalar renders our OpenAPI document. */
export function referencePage(
  { icon }: Assets,
  { script, start }: { readonly script: string; readonly start: string },
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · psnb2b</title>
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
