/** Guards: the set-up guide says a step is done only if the data says so, and a trial restore does not count for ever. */
import { expect, test } from 'vitest';
import { judgeSetUp, type SetUpFacts } from './set-up.ts';

const at = new Date('2026-11-29T12:00:00Z');
const nothing: SetUpFacts = {
  ...{ companyMissing: ['name'], peopleWithFactor: 1, emailArrived: false, methodsOpen: 0 },
  ...{ productsPriced: 0, tiers: 0, productsInStock: 0, restoredOn: null, archivedAt: null },
  backedUpAt: null,
  partnersApproved: 0,
};
const done = (facts: Partial<SetUpFacts>) =>
  Object.entries(judgeSetUp({ ...nothing, ...facts }, at))
    .filter(([, isDone]) => isDone)
    .map(([step]) => step);

test.each<[string, Partial<SetUpFacts>, string[]]>([
  ['nothing', {}, []],
  ['a company', { companyMissing: [] }, ['company']],
  ['two people', { peopleWithFactor: 2 }, ['second_person']],
  ['an e-mail that arrived', { emailArrived: true }, ['email']],
  ['a method that partners see', { methodsOpen: 1 }, ['payment_method']],
  ['a price', { productsPriced: 1 }, ['prices']],
  ['tiers', { tiers: 3 }, ['tiers']],
  ['a priced product in stock', { productsInStock: 1 }, ['stock']],
  ['an approved business', { partnersApproved: 1 }, ['partner']],
  ['a trial restore of today', { restoredOn: '2026-11-29' }, ['backup']],
  ['one of 89 days ago', { restoredOn: '2026-09-01' }, ['backup']],
  ['one of 91 days ago', { restoredOn: '2026-08-30' }, []],
  ['an archive of an hour ago', { archivedAt: new Date('2026-11-29T11:00:00Z') }, ['backup']],
  ['a backup of yesterday', { backedUpAt: new Date('2026-11-28T11:00:00Z') }, ['backup']],
  ['a backup of two days ago', { backedUpAt: new Date('2026-11-27T11:00:00Z') }, []],
  ['one that stopped two days ago', { archivedAt: new Date('2026-11-27T11:00:00Z') }, []],
])('%s', (_what, facts, steps) => {
  expect(done(facts)).toEqual(steps);
});
