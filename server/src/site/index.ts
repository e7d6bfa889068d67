export { type LegalText, listLegalTexts } from './legal/list-legal-texts.ts';
export { mountSite } from './mount-site.ts';
