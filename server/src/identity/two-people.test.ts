/**
 * Guards: nobody approves what they proposed, nor what is about themselves, nor a proposal for which they were not an
 * approver.
 */
import type { StaffRole } from '@psnb2b/contract';
import { describe, expect, test } from 'vitest';
import { formatId } from '../kit/ids.ts';
import type { Proposal } from '../proposals/index.ts';
import {
  approversOf,
  checkMayApprove,
  isByStaff,
  mayApprove,
  mayRefuse,
  staffOfActor,
} from './two-people.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [PROPOSER, SECOND, CONCERNED, NEW] = [1, 2, 3, 4].map(id) as [string, string, string, string];

const proposal: Proposal = {
  proposalId: id(9),
  kind: 'staff_factors',
  subject: formatId('usr', CONCERNED),
  content: { before: null, after: null },
  proposedBy: PROPOSER,
  proposedAt: new Date('2026-03-01T12:00:00Z'),
  approvers: [SECOND],
  takesEffectAt: null,
  state: 'waiting',
  decidedBy: null,
  decidedAt: null,
};
const alone: Proposal = {
  ...proposal,
  approvers: [],
  takesEffectAt: new Date('2026-03-02T12:00:00Z'),
};
const user = (userId: string, role: StaffRole = 'admin') => ({ userId, role });

test.each([
  [[PROPOSER, SECOND, NEW], undefined, [SECOND, NEW]],
  [[PROPOSER, SECOND, CONCERNED], { userId: CONCERNED }, [SECOND]],
  [[PROPOSER, CONCERNED], { userId: CONCERNED }, []],
  [[PROPOSER], undefined, []],
])(
  'of the admins %j, all are approvers except the proposer and the person concerned',
  (ids, concerns, asked) => {
    const admins = ids.map((userId) => ({ userId }));
    expect(approversOf(admins, PROPOSER, concerns)).toEqual(asked);
  },
);

describe('who may approve', () => {
  test.each([
    ['a second admin', proposal, user(SECOND), true],
    ['who proposed it', proposal, user(PROPOSER), false],
    ['who proposed it, though named', { ...proposal, approvers: [SECOND] }, user(PROPOSER), false],
    ['whom it is about', proposal, user(CONCERNED), false],
    ['an admin of later', proposal, user(NEW), false],
    ['a former admin', proposal, user(SECOND, 'support'), false],
    [
      'anybody, once it was approved',
      { ...proposal, state: 'approved' as const },
      user(SECOND),
      false,
    ],
    ['anybody, where nobody was asked', alone, user(SECOND), false],
  ])('%s', (_who, of, who, may) => {
    expect(mayApprove(of, who)).toBe(may);
    if (may) expect(() => checkMayApprove(of, who)).not.toThrow();
    else
      expect(() => checkMayApprove(of, who)).toThrow(
        expect.objectContaining({ code: 'invalid_state' }),
      );
  });

  test('whoever may not approve gets the reason', () => {
    const why = (of: Proposal, who: ReturnType<typeof user>) => {
      try {
        return checkMayApprove(of, who);
      } catch (error) {
        return (error as { details: { detail: string } }).details.detail;
      }
    };
    expect(why(proposal, user(PROPOSER))).toBe('You proposed it; another admin approves it.');
    expect(why(proposal, user(CONCERNED))).toBe('It is about your account; others decide on it.');
    expect(why(alone, user(SECOND))).toContain('2026-03-02T12:00:00.000Z');
    expect(why(proposal, user(NEW))).toContain('no admin when it was proposed');
  });
});

test.each([
  ['a second admin', proposal, user(SECOND), true],
  ['who proposed it', proposal, user(PROPOSER, 'support'), true],
  ['whom it is about', proposal, user(CONCERNED, 'stock'), true],
  ['somebody else', proposal, user(NEW, 'support'), false],
  ['anybody of the staff, where nobody can approve', alone, user(NEW, 'support'), true],
  ['anybody, once it was refused', { ...proposal, state: 'refused' as const }, user(SECOND), false],
])('who may stop it: %s', (_who, of, who, may) => {
  expect(mayRefuse(of, who)).toBe(may);
});

test.each([
  [`staff:${formatId('usr', SECOND)}`, SECOND],
  [`person:${formatId('usr', SECOND)}`, null],
  ['operator:ops', null],
  ['staff:', null],
  ['system:expire', null],
])('%s', (actor, userId) => {
  expect(staffOfActor(actor)).toBe(userId);
  expect(isByStaff({ actor })).toBe(userId !== null);
});
