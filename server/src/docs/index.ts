export { documentText } from './document-text.ts';
export { mountDocs } from './mount-docs.ts';
export { notFoundPage } from './not-found-page.ts';
