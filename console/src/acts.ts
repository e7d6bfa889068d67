import type { AppAct } from '@psnb2b/ui';
import { to } from './pages.ts';
import { text } from './text.ts';

/** What staff can begin from the palette. */
export const acts: readonly AppAct[] = [
  { ...text.acts.claim, to: to.newClaim, call: 'openClaim', key: 'c c' },
  { ...text.acts.ticket, to: to.newTicket, call: 'createTicket', key: 'c t' },
  { ...text.acts.partner, to: to.newPartner, call: 'createPartner', key: 'c b' },
  { ...text.acts.incident, to: to.newIncident, call: 'openIncident', key: 'c i' },
  { ...text.acts.import, to: to.imports, call: 'beginImport', key: 'c l' },
  { ...text.acts.prices, to: to.newPriceChange, call: 'makePriceChange', key: 'c p' },
];
