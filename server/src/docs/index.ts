export { demoNote } from './demo-note.ts';
export { documentText } from './document-text.ts';
export { sharedHeaders } from './headers.ts';
export { escapeHtml } from './html.ts';
export { docsPaths, mountDocs } from './mount-docs.ts';
export { notFoundPage } from './not-found-page.ts';
export type { PublicPage, PublicSite } from './page.ts';
export { renderMarkdown } from './render-markdown.ts';
export { sendPage } from './send-page.ts';
