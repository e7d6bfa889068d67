/**
 * Guards: a claim starts with the prices paid for its codes and with the times that its partner is promised, each step
 * is numbered, and time that it waits for its partner does not count.
 */
import { expect, test } from 'vitest';
import { DEFAULT_TERMS } from '../service-levels/index.ts';
import {
  type CodeToClaim,
  openClaim,
  presentClaim,
  type StoredClaim,
  statusChanged,
} from './claim.ts';
import { amountOf, checkDecision, contentOf, decideAll, decisionFrom } from './decision.ts';
import { stepsTo } from './steps.ts';

const HOUR = 60 * 60 * 1000;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const codes = [1, 2].map(
  (n): CodeToClaim => ({
    ...{ codeId: id(n), runId: n, position: 0, lotId: id(50), deliveredAt: at, agedMs: 0 },
    price: 700 + n,
  }),
);
const claim = openClaim(
  {
    ...{ claimId: id(100), tenantId: 1, mode: 'live', orderId: id(101), currency: 'USD' },
    ...{ reason: 'invalid', description: 'They do not work.', priority: 'high', origin: 'partner' },
    ...{ late: false, lotId: null, filedBy: 'key:key_1' },
  },
  codes,
  at,
  DEFAULT_TERMS.high,
);

test('it starts open, with its promised times and the prices of its codes', () => {
  expect(claim).toMatchObject({
    ...{
      status: 'open',
      sequence: 1,
      createdAt: at,
      waitingSince: null,
      decidedAt: null,
      items: [],
    },
    ...{ answerDueAt: later(4 * HOUR), decisionDueAt: later(24 * HOUR) },
  });
  expect(claim.codes).toEqual(
    codes.map((code) => ({ ...code, state: 'open', detail: null, replacementId: null })),
  );
});

test.each([
  ['high', 4, 24],
  ['normal', 24, 72],
] as const)(
  'without terms of its own, %s priority has %i and %i hours',
  (priority, answer, decide) => {
    expect(DEFAULT_TERMS[priority]).toEqual({
      answerWithinMs: answer * HOUR,
      decideWithinMs: decide * HOUR,
    });
  },
);

test('the refunded amount is the sum of the prices paid', () => {
  const [first, second] = claim.codes as [
    StoredClaim['codes'][number],
    StoredClaim['codes'][number],
  ];
  const decided = {
    ...claim,
    codes: [
      { ...first, state: 'refunded' },
      { ...second, state: 'rejected' },
    ],
  } as const;
  const shown = presentClaim(decided);
  expect(shown.refunded).toBe('7.01');
  expect(shown.codes.map(({ refund, resolution }) => [refund, resolution])).toEqual([
    ['7.01', 'refunded'],
    [null, 'rejected'],
  ]);
  expect(JSON.parse(statusChanged(decided, 'open'))).toMatchObject({ previous_status: 'open' });
});

test('a decision on an open claim passes the review, one number per step', () => {
  const ending = { decidedAt: later(HOUR), decidedBy: 'staff:usr_1', answered: true };
  expect(
    stepsTo(claim, 'approved', later(HOUR), ending).map(({ status, sequence, decidedBy }) => [
      status,
      sequence,
      decidedBy,
    ]),
  ).toEqual([
    ['under_review', 2, null],
    ['approved', 3, 'staff:usr_1'],
  ]);
});

test('time that it waits for its partner is added to the deadline of the decision, and to nothing else', () => {
  const [asked] = stepsTo(claim, 'needs_info', later(HOUR), { answered: true }).slice(-1) as [
    StoredClaim,
  ];
  expect(asked).toMatchObject({
    status: 'needs_info',
    waitingSince: later(HOUR),
    firstAnsweredAt: later(HOUR),
  });
  const [back] = stepsTo(asked, 'under_review', later(6 * HOUR), { answered: false }) as [
    StoredClaim,
  ];
  expect(back).toMatchObject({
    ...{ waitingSince: null, decisionDueAt: later(29 * HOUR), answerDueAt: claim.answerDueAt },
    firstAnsweredAt: later(HOUR),
  });
});

test('no step follows a decision', () => {
  const done: StoredClaim = { ...claim, status: 'rejected' };
  expect(() => stepsTo(done, 'approved', at, { answered: true })).toThrow(
    expect.objectContaining({ code: 'invalid_state' }),
  );
});

test('the sum of a decision is what it replaces or refunds, at the price paid', () => {
  const [first, second] = [id(1), id(2)];
  expect(amountOf(claim, { codes: decideAll(claim, 'replaced') })).toBe(1403);
  expect(amountOf(claim, { codes: decideAll(claim, 'rejected', 'No.') })).toBe(0);
  const mixed = [
    { codeId: first, resolution: 'refunded' },
    { codeId: second, resolution: 'rejected', detail: 'No.' },
  ] as const;
  expect(amountOf(claim, { codes: mixed })).toBe(701);
});

test.each([
  ['a code is missing', decideAll(claim, 'refunded').slice(1), '/codes'],
  [
    'a code twice',
    [...decideAll(claim, 'refunded'), ...decideAll(claim, 'refunded').slice(1)],
    '/codes/2/id',
  ],
  [
    'a code of another claim',
    [...decideAll(claim, 'refunded'), { codeId: id(7), resolution: 'refunded' as const }],
    '/codes/2/id',
  ],
  ['rejected without a reason', decideAll(claim, 'rejected', '  '), '/codes/0/detail'],
])('a decision is refused if %s', (_what, decided, pointer) => {
  expect(() => checkDecision(claim, { codes: decided })).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({
        errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
      }),
    }),
  );
});

test('two decisions are equal if they have the same outcome for each code, in whatever order', () => {
  const both = decideAll(claim, 'refunded');
  expect(contentOf({ codes: both })).toBe(contentOf({ codes: both.toReversed() }));
  expect(contentOf({ codes: both })).not.toBe(contentOf({ codes: both, orRefund: true }));
  expect(contentOf({ codes: both })).not.toBe(contentOf({ codes: decideAll(claim, 'replaced') }));
  const why = (detail: string) => contentOf({ codes: decideAll(claim, 'rejected', detail) });
  expect(why('Used.')).not.toBe(why('Unused.'));
  expect(contentOf(decisionFrom(why('Used.')))).toBe(why('Used.'));
});
