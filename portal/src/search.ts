import { claimWords, type Found, take } from '@psnb2b/ui';
import { api } from './client.ts';
import { words as claims } from './pages/claims/words.ts';
import { words as tickets } from './pages/support/words.ts';
import { to } from './pages.ts';

const LATEST = 100;
const SHOWN_MAX = 8;

/** Results of the palette: the latest claims and tickets with these words, claims by their ids too. */
export async function search(words: string): Promise<readonly Found[]> {
  const found = await Promise.all([findClaims(words), findTickets(words)]);
  return found.flatMap((each) => each.slice(0, SHOWN_MAX / found.length));
}

async function findClaims(words: string): Promise<Found[]> {
  const { data } = await take(api.GET('/claims', { params: { query: { limit: LATEST } } }));
  return data
    .map((claim) => ({
      to: to.claim(claim.id),
      title: claims.heading(claim),
      line: `${claimWords.statuses[claim.status]} · ${claim.id} · ${claim.order_id}`,
    }))
    .filter(({ title, line }) => has(`${title} ${line}`, words));
}

async function findTickets(words: string): Promise<Found[]> {
  const { data } = await take(api.GET('/tickets', { params: { query: { limit: LATEST } } }));
  return data
    .filter(({ subject }) => has(subject, words))
    .map(({ id, subject, status }) => ({
      to: to.ticket(id),
      title: subject,
      line: tickets.statuses[status],
    }));
}

function has(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.toLowerCase());
}
