import { type Found, take } from '@psnb2b/ui';
import { api } from './door.ts';
import { to } from './pages.ts';
import { t } from './text/text.ts';

const LATEST = 100;
const SHOWN_MAX = 8;

/** What the palette finds: the latest claims and tickets that have these words, claims by their ids too. */
export async function search(words: string): Promise<readonly Found[]> {
  const found = await Promise.all([findClaims(words), findTickets(words)]);
  return found.flatMap((each) => each.slice(0, SHOWN_MAX / found.length));
}

async function findClaims(words: string): Promise<Found[]> {
  const { data } = await take(api.GET('/claims', { params: { query: { limit: LATEST } } }));
  return data
    .map(({ id, order_id, reason, status, codes }) => ({
      to: to.claim(id),
      title: t.claims.heading(t.claims.reasons[reason], t.claims.codesOf(codes.length)),
      line: `${t.claims.statuses[status]} · ${id} · ${order_id}`,
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
      line: t.tickets.statuses[status],
    }));
}

function has(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.toLowerCase());
}
