/** Guards: reviews, tickets, keys and partners take the steps of their tables, and buttons follow from them. */
import { describe, expect, test } from 'vitest';
import { keyCan, keyStatuses, partnerCan, partnerStatuses } from './keys/states.ts';
import type { Can } from './kit/can.ts';
import {
  kycCan,
  kycItemNames,
  kycItemsRequired,
  kycStatuses,
  kycTransitions,
} from './kyc/states.ts';
import { ticketCan, ticketStatuses, ticketTransitions } from './tickets/states.ts';

const allowed = (can: Can): string => (can.can ? 'yes' : can.reason);

describe('reviews', () => {
  test.each([
    ['draft', 'edit submit'],
    ['submitted', 'mark askForMore approve reject'],
    ['needs_info', 'edit submit'],
    ['approved', 'reopen'],
    ['rejected', 'reopen'],
    ['expired', 'edit submit reopen'],
  ] as const)('%s: %s', (status, names) => {
    const open = Object.entries(kycCan).filter(
      ([, can]) => can({ status, missing: [], checklist: [] }).can,
    );
    expect(open.map(([name]) => name).join(' ')).toBe(names);
  });

  test('cannot be submitted until nothing is missing', () => {
    expect(kycCan.submit({ status: 'draft', missing: ['profile'] })).toEqual({
      can: false,
      reason: 'case_incomplete',
    });
  });

  test('can be approved once every required item is accepted, and none is requested again', () => {
    const checklist = (state: 'given' | 'accepted', tax: 'missing' | 'asked') => [
      { item: 'owners', required: true, state } as const,
      { item: 'tax', required: false, state: tax } as const,
    ];
    const can = (...of: Parameters<typeof checklist>) =>
      allowed(kycCan.approve({ status: 'submitted', checklist: checklist(...of) }));
    expect(can('given', 'missing')).toBe('case_incomplete');
    expect(can('accepted', 'asked')).toBe('case_incomplete');
    expect(can('accepted', 'missing')).toBe('yes');
  });

  test('have no step without a name', () => {
    for (const from of kycStatuses)
      expect(kycStatuses).toEqual(expect.arrayContaining([...kycTransitions[from]]));
    expect(kycItemNames).toEqual(expect.arrayContaining([...kycItemsRequired]));
  });
});

test.each([
  ['open', 'answer close assign registerWebhook'],
  ['waiting', 'answer close assign registerWebhook'],
  ['closed', 'reopen'],
] as const)('a ticket that is %s: %s', (status, names) => {
  const topic = 'webhook_registration';
  const open = Object.entries(ticketCan).filter(([, can]) => can({ status, topic }).can);
  expect(open.map(([name]) => name).join(' ')).toBe(names);
  expect(ticketCan.registerWebhook({ status, topic: 'other' }).can).toBe(false);
  expect(ticketStatuses).toEqual(expect.arrayContaining([...ticketTransitions[status]]));
});

test('keys are revealed once, and changed while they can be used', () => {
  const table = keyStatuses.map((status) => [
    status,
    allowed(keyCan.reveal({ status })),
    allowed(keyCan.revoke({ status })),
  ]);
  expect(table).toEqual([
    ['unseen', 'yes', 'yes'],
    ['active', 'invalid_state', 'yes'],
    ['expired', 'invalid_state', 'invalid_state'],
    ['revoked', 'invalid_state', 'invalid_state'],
  ]);
});

test('live keys are for approved businesses', () => {
  const table = partnerStatuses.map((status) => [
    status,
    allowed(partnerCan.issueLiveKey({ status })),
    allowed(partnerCan.suspend({ status })),
    allowed(partnerCan.resume({ status })),
  ]);
  expect(table).toEqual([
    ['new', 'partner_not_approved', 'yes', 'invalid_state'],
    ['approved', 'yes', 'yes', 'invalid_state'],
    ['suspended', 'partner_suspended', 'invalid_state', 'yes'],
  ]);
});
