import type { FactsOf, KindName, LetterFactsOf, LetterName } from './catalogue.ts';

/** Invented facts for every sentence of a kind; a kind without them does not compile. */
type Examples = { readonly [Name in KindName]: readonly FactsOf<Name>[] };
type LetterExamples = { readonly [Name in LetterName]: readonly LetterFactsOf<Name>[] };

const id = '0190f5fe-0000-7000-8000-000000000001';
const at = new Date('2026-11-28T10:45:00Z');
const business = 'Nordlicht Games';
const key = { mode: 'live', name: 'Web shop', prefix: 'psn_live_4f', suffix: '9c' } as const;
const endpoint = { mode: 'live', endpointId: id } as const;
const ticket = { ticketId: id, business, subject: 'Two invoices' };
const reason = 'The bank took two payments back.';
const person = { name: 'Ada Berg', email: 'ada@nordlicht.example' };
const amounts = { before: 0, after: 90_000, currency: 'USD' };
const lot = { lotId: id, fileName: 'acme-november.csv' };
const payment = { amount: 100_000, currency: 'EUR', reference: 'BANK-1' };
const method = { name: 'USDT on TRON' };
const order = { orderId: id, reference: 'PO-1042' };
const issued = [
  { kind: 'invoice', number: 'INV-2026-00117', total: 120_400 },
  { kind: 'credit_note', number: 'CN-2026-00003', total: 4_700 },
] as const;
const ended = { kind: 'credit_limit' } as const;

export const examples: Examples = {
  'partner.suspended': [{ reason }],
  'partner.resumed': [{}],
  'partner.tier_set': [{ tier: 'Gold', until: at }],
  'partner.tier_ended': [{ tier: 'Silver' }],
  'partner.invited': [{ partnerId: id, name: business, invitedBy: 'Bo Lind' }],
  'partner.terms_changed': [
    {
      currency: 'USD',
      changes: [
        { name: 'creditLimit', before: 0, after: 90_000 },
        { name: 'requestsPerMinute', before: null, after: 600 },
      ],
    },
  ],
  'public_key.changed': [{ isSealed: true }, { isSealed: false }],
  'kyc.submitted': [{ caseId: id, business }],
  'kyc.asked': [{ message: 'We need a newer extract of the register.' }],
  'kyc.approved': [{}],
  'kyc.rejected': [{ reason }],
  'kyc.reopened': [{ reason }],
  'kyc.ending': [
    { days: 7, validUntil: at },
    { days: 1, validUntil: at },
  ],
  'kyc.ending_for_staff': [{ caseId: id, business, validUntil: at }],
  'kyc.expired': [{}],
  'key.issued': [
    { key, revealUntil: null },
    { key, revealUntil: at },
  ],
  'key.revealed': [{ key }],
  'key.rotated': [
    { key, revealUntil: at },
    { key, oldValidUntil: at },
  ],
  'key.changed': [{ key, changed: ['scopes', 'expiresAt'] }],
  'key.revoked': [{ key, reason }],
  'key.reported': [{ key, reason }],
  'ticket.opened': [ticket],
  'ticket.written': [ticket],
  'ticket.reopened': [ticket],
  'ticket.answered': [{ ticketId: id, subject: 'Two invoices', message: 'Both are paid.' }],
  'ticket.received': [
    { ticketId: id, subject: 'Your October invoice', message: 'It is attached.' },
  ],
  'webhook.registered': [{ ticketId: id }],
  'webhook.disabled': [
    { ...endpoint, reason: 'gone' },
    { ...endpoint, reason: 'failing' },
  ],
  'webhook.steered': [
    { ...endpoint, done: 'paused', reason: 'Your server answers with 500 and asked us to wait.' },
    { ...endpoint, done: 'unpaused', reason: 'Your server is back.' },
    { ...endpoint, done: 'disabled', reason: 'The address belongs to somebody else.' },
    { ...endpoint, done: 'enabled', reason: 'You asked for it.' },
  ],
  'webhook.replayed': [
    { ...endpoint, events: 340, hasMore: false, reason: 'You asked for it.' },
    {
      ...endpoint,
      events: 10_000,
      hasMore: true,
      reason: 'Your server was unreachable for a day.',
    },
  ],
  'webhook.exhausted': [{ ...endpoint, sequence: 4711 }],
  'claim.decided': [
    { claimId: id, outcome: 'approved' },
    { claimId: id, outcome: 'rejected' },
  ],
  'claim.message_added': [
    { claimId: id, isQuestion: true },
    { claimId: id, isQuestion: false },
  ],
  'codes.recalled': [
    { codes: 1, recallId: id },
    { codes: 12, recallId: id },
  ],
  'order.waiting': [{ orderId: id, business, sum: '2350.00 USD' }],
  'orders.waiting': [{ orders: 12 }],
  'order.approved': [{ ...order, reference: null }],
  'order.refused': [{ ...order, reason: 'We could not reach you about it.' }],
  'order.cancelled': [{ ...order, reason: 'You asked us to by telephone.' }],
  'claim_limit.set': [amounts],
  'price.changed': [{ sku: 'PSN-US-50', ...amounts }],
  'prices.changed': [{ changed: 1 }, { changed: 22 }],
  'price_floor.set': [
    { region: 'shop', before: '0.00 %', after: '1.50 %' },
    { region: 'US', before: '3.00 %', after: 'as the shop' },
  ],
  'tiers.set': [{ currency: 'USD', after: 'Standard 0 %, Silver 1 % from 10000.00' }],
  'product.status_changed': [
    { sku: 'PSN-US-50', status: 'paused' },
    { sku: 'PSN-US-50', status: 'retired' },
    { sku: 'PSN-US-50', status: 'active' },
  ],
  'price_list.changed': [{ priceListId: id, name: 'Resellers' }],
  'partner.price_set': [
    { partnerId: id, business, sku: 'PSN-US-50', after: 4_500, currency: 'USD' },
    { partnerId: id, business, sku: 'PSN-US-50', after: null, currency: 'USD' },
  ],
  'partner.price_list_set': [
    { partnerId: id, business, list: 'Resellers' },
    { partnerId: id, business, list: null },
  ],
  'price_change.scheduled': [
    { priceChangeId: id, name: 'Bo Lind', prices: 22, takesEffectAt: at },
    { priceChangeId: id, name: null, prices: 22, takesEffectAt: at },
  ],
  'price_change.applied': [
    { priceChangeId: id, changed: 22, leftOut: 0, unseen: 0 },
    { priceChangeId: id, changed: 22, leftOut: 0, unseen: 2 },
  ],
  'price_change.incomplete': [{ priceChangeId: id, changed: 20, leftOut: 2, unseen: 0 }],
  'price_change.author_left': [{ priceChangeId: id, name: 'Bo Lind', takesEffectAt: at }],
  'price_change.cancelled': [
    { priceChangeId: id, takesEffectAt: at },
    { priceChangeId: id, takesEffectAt: null },
  ],
  'lot.held': [lot],
  'lot.confirmed': [lot],
  'lot.discarded': [lot],
  'lot.waiting': [lot],
  'lot.unsold_discarded': [
    { ...lot, codes: 1 },
    { ...lot, codes: 420 },
  ],
  'stock.low': [
    { sku: 'PSN-US-50', available: 1, threshold: 50 },
    { sku: 'PSN-US-50', available: 42, threshold: 50 },
  ],
  'import.done': [{ importId: id, fileName: 'acme-november.csv' }],
  'import.refused': [{ importId: id, fileName: 'acme-november.csv' }],
  'invitation.sent': [
    { email: person.email, into: business, role: 'read_only', invitedBy: 'Bo Lind' },
  ],
  'invitation.accepted': [{ name: person.name, role: 'developer' }],
  'user.changed': [
    { name: person.name, change: { role: 'finance', disabled: null } },
    { name: person.name, change: { role: null, disabled: true } },
    { name: person.name, change: { role: 'buyer', disabled: false } },
  ],
  'user.factors_reset': [{ name: person.name }],
  'account.changed': [
    { role: 'read_only', disabled: false },
    { role: 'read_only', disabled: true },
  ],
  'account.factors_reset': [{}],
  'proposal.made': [
    { name: 'Bo Lind', change: { kind: 'credit_limit', business, ...amounts } },
    { name: 'Bo Lind', change: { kind: 'claim_limit', ...amounts } },
    { name: 'Bo Lind', change: { kind: 'partner_approval', business, reason } },
    {
      name: 'Bo Lind',
      change: { kind: 'partner_tier', business, tier: 'Gold', until: at, reason },
    },
    {
      name: 'Bo Lind',
      change: {
        ...{ kind: 'own_price', business, sku: 'PSN-US-50' },
        ...{ after: 4_400, currency: 'USD' },
      },
    },
    { name: 'Bo Lind', change: { kind: 'list_price', sku: 'PSN-US-50', ...amounts } },
    {
      name: 'Bo Lind',
      change: { kind: 'price_list', name: 'Resellers', before: '0.00 %', after: '-2.00 %' },
    },
    {
      name: 'Bo Lind',
      change: {
        ...{ kind: 'price_list_price', name: 'Resellers', sku: 'PSN-US-50' },
        ...{ after: 4_500, currency: 'USD' },
      },
    },
    {
      name: 'Bo Lind',
      change: { kind: 'price_floor', region: 'US', before: '3.00 %', after: '1.00 %' },
    },
    {
      name: 'Bo Lind',
      change: { kind: 'tiers', currency: 'USD', after: 'Standard 0 %, Silver 1 % from 10000.00' },
    },
    {
      name: 'Bo Lind',
      change: {
        kind: 'stock_limits',
        before: 'release 1000, discard 100',
        after: 'release without limit, discard 100',
      },
    },
    {
      name: 'Bo Lind',
      change: { kind: 'lot_discard', fileName: 'acme-november.csv', codes: 420 },
    },
    { name: 'Bo Lind', change: { kind: 'price_change', prices: 22, two: 3, takesEffectAt: at } },
    {
      name: 'Bo Lind',
      change: {
        ...{ kind: 'deposit_reversal', business, amount: 600_000, currency: 'EUR' },
        ...{ reference: '2026112400017', reason: 'The bank recalled it.' },
      },
    },
    { name: 'Bo Lind', change: { kind: 'staff_factors', ...person } },
    { name: 'Bo Lind', change: { kind: 'staff_admin', ...person } },
  ],
  'proposal.delayed': [
    {
      name: 'Bo Lind',
      change: { kind: 'credit_limit', business, ...amounts },
      takesEffectAt: at,
    },
  ],
  'proposal.approved': [
    { ...ended, by: 'Ada Berg' },
    { ...ended, by: null },
  ],
  'proposal.refused': [{ ...ended, by: 'Ada Berg' }],
  'proposal.dropped': [ended],
  'account.proposal': [{ name: 'Bo Lind', change: { kind: 'staff_factors', ...person } }],
  'balance.adjusted': [
    { amount: 4_700, currency: 'EUR', reason: 'A refund that we owed you.', balance: 104_700 },
    { amount: -4_700, currency: 'EUR', reason: 'We refunded one code twice.', balance: 95_300 },
  ],
  'deposit.credited': [{ ...payment, balance: 150_000 }],
  'deposit.in_review': [{ ...payment, reason: 'It came without your reference.' }],
  'deposit.rejected': [{ ...payment, reason: 'It was sent by another business.' }],
  'deposit.reversed': [{ ...payment, reason, balance: -34_000 }],
  'deposit_method.changed': [
    { change: 'added', ...method },
    { change: 'confirmed', ...method },
    { change: 'archived', ...method },
    { change: 'restored', ...method },
    { change: 'addresses', count: 500, ...method },
  ],
  'addresses.few': [
    { ...method, left: 10 },
    { ...method, left: 0 },
  ],
  'quota.set': [{ perDay: 50, what: 'tickets', of: 'business' }],
  'documents.issued': [
    { month: '2026-11', documents: issued, currency: 'USD' },
    { month: '2026-12', documents: issued.slice(1), currency: 'USD' },
  ],
  'document.overdue': [
    { number: 'INV-2026-00117', dueOn: '2026-12-15', amount: 110_000, currency: 'USD' },
  ],
  'incident.opened': [
    { incidentId: id, title: 'Orders are slow', parts: ['api', 'codes'], impact: 'degraded' },
    { incidentId: id, title: 'No webhooks', parts: ['webhooks'], impact: 'down' },
  ],
  'incident.silent': [{ incidentId: id, title: 'Orders are slow', updatedAt: at }],
  'audit.broken': [{ entry: 4711 }],
  'audit.whole': [{}],
  'backup.failed': [
    { failure: 'There is no folder /mnt/backups; create it.', madeAt: at },
    { failure: null, madeAt: null },
  ],
  'restore.done': [{ backupAt: at }],
  'shop.set': [{ changed: ['legalName', 'taxBps'] }],
  'alert.balance_low': [
    { available: 48_000, threshold: 50_000, currency: 'USD', isReminder: false },
    { available: 48_000, threshold: 50_000, currency: 'USD', isReminder: true },
  ],
  'alert.product_low': [
    { sku: 'PSN-US-50', left: 12, isReminder: false },
    { sku: 'PSN-US-50', left: 1, isReminder: true },
  ],
  'alert.product_back': [{ sku: 'PSN-US-50', left: 1_532 }],
  'alert.endpoint_failing': [{ ...endpoint, failingSince: at, disabledFrom: at }],
  'alert.key_expires': [
    { key, days: 7, expiresAt: at },
    { key, days: 1, expiresAt: at },
  ],
};

const url = 'https://shop.example/portal';
const change = { at, address: '192.0.2.7' };

export const letterExamples: LetterExamples = {
  sign_up: [{ url }],
  email_change: [{ url }],
  invitation: [{ url, role: 'read_only' }],
  email_test: [{ url }],
  account_exists: [{ url }],
  address_taken: [{ url }],
  password_reset: [{ url }],
  email_changed: [{ ...change, email: person.email }],
  password_changed: [change],
  'totp.set': [change],
  'totp.removed': [change],
  'passkey.added': [change],
  'passkey.removed': [change],
  'recovery_codes.renewed': [change],
  codes_recalled: [{ codes: 12, note: 'The supplier withdrew them.', url }],
};
