import type { FastifyInstance } from 'fastify';
import { escapeHtml, type PublicSite, sendPage, sharedHeaders } from '../../docs/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/database/index.ts';
import { isoOrNull } from '../../kit/time.ts';
import { judge, type State } from '../../status/index.ts';
import type { Offer } from '../landing/offer.ts';
import { keepStatus } from './keep-status.ts';
import { stateWords, statusPage } from './status-page.ts';

interface StatusParts {
  readonly site: () => PublicSite;
  readonly offer: () => Promise<Offer | null>;
  readonly database: Database;
  readonly clock: Clock;
}

/** White on each has a contrast above 4.5:1. */
const COLOURS: Readonly<Record<State, string>> = {
  working: '#2c6427',
  degraded: '#754700',
  down: '#93261a',
  unknown: '#57544e',
};
/** Any page may read it, to mirror it elsewhere. */
const OPEN = { ...sharedHeaders, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' };

/** The status page, the same for programs, and a badge. */
export function mountStatus(http: FastifyInstance, parts: StatusParts): void {
  const { site, clock, offer } = parts;
  const facts = keepStatus(parts);
  const status = async () => {
    const { stored, incidents } = await facts();
    return { ...judge(stored, incidents, clock.now()), incidents };
  };
  http.get('/status', async (request, reply) => {
    const page = statusPage(await facts(), await offer(), clock.now());
    return sendPage(request, reply, site(), page);
  });
  http.get('/status.json', async (_request, reply) => {
    const { state, headline, measuredAt, parts: all, incidents } = await status();
    const open = incidents.filter(({ step }) => step !== 'resolved');
    return reply.headers(OPEN).send({
      object: 'status',
      state,
      headline,
      measured_at: isoOrNull(measuredAt),
      parts: all.map((each) => ({
        part: each.part,
        state: each.state,
        measured_at: isoOrNull(each.measuredAt),
        calls_last_hour: each.calls,
        failures_last_hour: each.failures,
        p95_seconds: each.p95 === null || !Number.isFinite(each.p95) ? null : each.p95,
      })),
      incidents: open.map(({ title, parts: affected, impact, step, openedAt }) => ({
        ...{ title, parts: affected, impact, step },
        opened_at: openedAt.toISOString(),
      })),
    });
  });
  http.get('/status/badge.svg', async (_request, reply) => {
    const { state } = await status();
    return reply.headers(OPEN).type('image/svg+xml').send(badge(state));
  });
}

function badge(state: State): string {
  const word = state === 'working' ? 'all works' : stateWords[state];
  const left = 50;
  const right = word.length * 7 + 16;
  const text = escapeHtml(word);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="status: ${text}"><rect width="${left}" height="20" fill="#16201f"/><rect x="${left}" width="${right}" height="20" fill="${COLOURS[state]}"/><g fill="#fff" font-family="Verdana,sans-serif" font-size="11" text-anchor="middle"><text x="${left / 2}" y="14">status</text><text x="${left + right / 2}" y="14">${text}</text></g></svg>`;
}
