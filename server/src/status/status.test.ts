/**
 * Guards: the status page is computed from what was measured, by every process, and never better than that: a minute without figures is
 * down, figures that are two minutes old say nothing, and an open incident lowers the headline whatever the figures say.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/time.ts';
import {
  availabilityBps,
  daysOf,
  judge,
  Meter,
  openIncident,
  parts,
  readFigures,
  readIncidents,
  recordFigures,
  rollUpFigures,
  takeSilentIncidents,
  updateIncident,
} from './index.ts';
import { p95, sumOf } from './part.ts';

const START = new Date('2027-03-01T10:00:30Z');
let own: TestDatabase;
let database: Database;
let clock = drivenClock(START);
let meter = new Meter();
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});
beforeEach(async () => {
  clock = drivenClock(START);
  meter = new Meter();
  await database.transaction((tx) =>
    tx.query('TRUNCATE status.minutes, status.days, status.incidents, status.incident_updates'),
  );
});

const record = (of: Meter = meter) => recordFigures({ database, clock, meter: of }, parts);
const count = (part: (typeof parts)[number], calls: number, failures: number, of = meter) => {
  for (let call = 0; call < calls; call += 1) of.add(part, call < failures, 0.02);
};
const read = () => readFigures(database.reads, clock.now());
const now = async () =>
  judge(await read(), await readIncidents(database.reads, START), clock.now());
const stateOf = async (part: string) =>
  (await now()).parts.find((each) => each.part === part)?.state;
const api = async () => daysOf('api', (await read()).days, clock.now());

test('what several processes count in one minute is one figure, and nothing is counted twice', async () => {
  const other = new Meter();
  count('api', 90, 1);
  count('api', 10, 1, other);
  await Promise.all([record(), record(other)]);
  await record();
  const { minutes } = await read();
  const [minute, ...more] = minutes.filter(({ measure }) => measure === 'api');
  expect(more).toEqual([]);
  expect(minute).toMatchObject({
    minute: new Date('2027-03-01T10:00:00Z'),
    calls: 100,
    failures: 2,
  });
  expect(minute?.times).toEqual([0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('what cannot be stored is stored later', async () => {
  count('api', 5, 2);
  const away = new Database({ url: own.url.replace(/\/[^/?]+(\?|$)/, '/nowhere$1') });
  await expect(recordFigures({ database: away, clock, meter }, parts)).rejects.toThrow();
  await away[Symbol.asyncDispose]();
  count('api', 1, 0);
  await record();
  expect((await read()).minutes.find(({ measure }) => measure === 'api')).toMatchObject({
    ...{ calls: 6, failures: 2 },
  });
});

test('95 of 100 calls are within the bound that is shown', () => {
  for (let call = 0; call < 100; call += 1) meter.add('api', false, call < 95 ? 0.05 : 0.0501);
  const figures = [...meter.take(['api']).values()];
  expect(p95(sumOf(figures))).toBe(0.05);
  for (let call = 0; call < 100; call += 1) meter.add('api', false, call < 94 ? 0.05 : 31);
  expect(p95(sumOf([...meter.take(['api']).values()]))).toBe(Number.POSITIVE_INFINITY);
  expect(p95(sumOf([]))).toBeNull();
});

test('all works while fewer than 1 of 100 calls fail; nothing is known before and two minutes after', async () => {
  expect(await now()).toMatchObject({ state: 'unknown', measuredAt: null });
  count('api', 101, 1);
  await record();
  expect(await now()).toMatchObject({ state: 'working', headline: 'All four parts work.' });
  clock.advance(2 * MINUTE_MS + 30_000);
  expect((await now()).state).toBe('working');
  clock.advance(1);
  expect(await now()).toMatchObject({
    state: 'unknown',
    headline: expect.stringContaining('no fresh figures'),
    measuredAt: new Date('2027-03-01T10:00:00Z'),
  });
});

test.each([
  [1_000, 9, 'working'],
  [1_000, 10, 'degraded'],
  [1_000, 499, 'degraded'],
  [1_000, 500, 'down'],
] as const)('of %i calls %i failed: %s', async (calls, failures, state) => {
  count('codes', calls, failures);
  await record();
  expect(await stateOf('codes')).toBe(state);
  expect(await stateOf('api')).toBe('working');
});

test('one part without fresh figures is named, though the others work', async () => {
  await record();
  clock.advance(3 * MINUTE_MS);
  await recordFigures({ database, clock, meter }, ['api', 'codes', 'portal']);
  expect(await now()).toMatchObject({
    state: 'unknown',
    headline: 'Webhooks: we have no fresh figures. That is itself a fault.',
  });
});

test('an open incident lowers the headline at once, and its end raises it', async () => {
  await record();
  const by = { actor: 'staff:ann', at: clock.now() };
  const { incidentId } = await database.transaction((tx) =>
    openIncident(
      tx,
      {
        title: 'Slow orders',
        parts: ['codes'],
        impact: 'degraded',
        step: 'investigating',
        text: 'x',
      },
      by,
    ),
  );
  expect(await now()).toMatchObject({ state: 'degraded', headline: 'Open incident: Slow orders' });
  expect(await stateOf('codes')).toBe('degraded');
  expect(await stateOf('api')).toBe('working');
  const id = formatId('icd', incidentId);
  const update = (step: 'monitoring' | 'resolved') =>
    database.transaction((tx) =>
      updateIncident(tx, incidentId, { step, text: 'y', impact: 'down' }, by),
    );
  await update('monitoring');
  expect((await now()).state).toBe('down');
  const { updates } = await update('resolved');
  expect(updates.map(({ step }) => step)).toEqual(['resolved', 'monitoring', 'investigating']);
  expect((await now()).state).toBe('working');
  const { rows } = await database.reads.query<{ action: string }>(
    'SELECT action FROM audit.entries WHERE subject = $1 ORDER BY at, entry_id',
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'incident.opened',
    'incident.updated',
    'incident.updated',
  ]);
});

const by = () => ({ actor: 'staff:ann', at: clock.now() });
const opened = (title: string) =>
  database.transaction((tx) =>
    openIncident(
      tx,
      { title, parts: ['api'], impact: 'down', step: 'identified', text: 'x' },
      by(),
    ),
  );
const told = (incidentId: string, news: Partial<Parameters<typeof updateIncident>[2]> = {}) =>
  database.transaction((tx) =>
    updateIncident(tx, incidentId, { step: 'monitoring', text: 'y', ...news }, by()),
  );

test('the page reads what is open, however old, and what was resolved lately; never all there ever was', async () => {
  const old = await opened('Old and open');
  const over = await opened('Over');
  await told(over.incidentId, { step: 'resolved' });
  clock.advance(DAY_MS);
  const lately = await opened('Resolved late');
  await told(lately.incidentId, { step: 'resolved' });
  const found = await readIncidents(database.reads, clock.now());
  expect(found.map(({ title }) => title)).toEqual([lately.title, old.title]);
});

test('what an update leaves out stays as it was', async () => {
  const { incidentId } = await opened('Slow');
  expect(await told(incidentId)).toMatchObject({ parts: ['api'], impact: 'down' });
  expect(await told(incidentId, { parts: ['portal'] })).toMatchObject({
    ...{ parts: ['portal'], impact: 'down', step: 'monitoring', openedAt: clock.now() },
  });
});

test('the last update that fits is the one that resolves it, and no more than 20 are open, also by two at once', async () => {
  const { incidentId } = await opened('Long');
  await database.transaction((tx) =>
    tx.query(
      `INSERT INTO status.incident_updates (incident_id, sequence, step, text, written_at, written_by)
       SELECT $1, n, 'monitoring', 'x', $2, 'staff:ann' FROM generate_series(2, 49) n`,
      [incidentId, clock.now()],
    ),
  );
  await expect(told(incidentId)).rejects.toMatchObject({ code: 'limit_reached' });
  expect((await told(incidentId, { step: 'resolved' })).updates).toHaveLength(50);
  for (let more = 0; more < 19; more += 1) await opened(`Fault ${more}`);
  const both = await Promise.allSettled([opened('One'), opened('Another')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const ended = await database.transaction((tx) => takeSilentIncidents(tx, clock.now()));
  expect(ended).toEqual([]);
});

test('a minute in which nothing was measured is down, as is one with 1 % of failed calls', async () => {
  await record();
  clock.advance(MINUTE_MS);
  count('api', 100, 1);
  await record();
  clock.advance(3 * MINUTE_MS);
  await record();
  clock.advance(MINUTE_MS);
  // 10:00 and 10:04 were measured and fine, 10:01 had failures, nothing ran at 10:02 and 10:03.
  expect(await api()).toEqual([
    { day: '2027-03-01', expected: 5, down: 3, calls: 100, failures: 1 },
  ]);
  expect(availabilityBps(await api())).toBe(4_000);
});

test('days that have ended say the same after they were summed up, and their minutes go three days later', async () => {
  count('api', 10, 5);
  await record();
  clock.advance(2 * DAY_MS);
  await record();
  const before = await api();
  expect(before.map(({ day, expected, down }) => [day, expected, down])).toEqual([
    ['2027-03-01', 14 * 60, 14 * 60],
    ['2027-03-02', 24 * 60, 24 * 60],
    ['2027-03-03', 10 * 60, 10 * 60],
  ]);
  await Promise.all([rollUpFigures({ database, clock }), rollUpFigures({ database, clock })]);
  expect(await api()).toEqual(before);
  clock.advance(2 * DAY_MS + 14 * HOUR_MS);
  await record();
  const later = await api();
  expect(await rollUpFigures({ database, clock })).toBe(parts.length);
  expect(await api()).toEqual(later);
  expect(later.slice(0, 2)).toEqual(before.slice(0, 2));
});
