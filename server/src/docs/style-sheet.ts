import { DIALOG_RULES } from './style-of-dialogs.ts';
import { DOCUMENT_RULES } from './style-of-documents.ts';
import { SITE_RULES } from './style-of-site.ts';

/**
 * The style sheet of all public pages, built from the apps' colours (`ui/src/theme/tokens.css`). The system's colour scheme
 * applies unless a script sets the scheme of the apps. A font that is not there at once is not shown on this page, so that no text
 * moves under its reader; pages preload the fonts.
 */
export function styleSheet(tokens: string, fonts: { sans: string; mono: string }): string {
  // nothing: tokens without a dark scheme have one scheme.
  const dark = /:root\[data-mantine-color-scheme="dark"\] \{([^}]*)\}/.exec(tokens)?.[1] ?? '';
  return `${tokens.replace(/\/\* Mantine's own names[\s\S]*$/, '')}
@media (prefers-color-scheme: dark) { :root:not([data-mantine-color-scheme]) {${dark}} }
@font-face { font-family: "Plex Sans"; src: url("${fonts.sans}") format("woff2"); font-weight: 100 700; font-display: optional; }
@font-face { font-family: "Plex Mono"; src: url("${fonts.mono}") format("woff2"); font-display: optional; }
${DOCUMENT_RULES}${SITE_RULES}${DIALOG_RULES}`;
}
