/**
 * Guards: each kind of personal data follows one rule wherever it appears. Owners, birth dates, tax numbers and
 * signatories are entered in the portal with values that occur nowhere else; then every role makes every reading call
 * of both web apps, exports and e-mails included, and no reply to a role that may not see them contains them.
 */
import {
  mayReadPersonal,
  type PartnerRole,
  partnerRoles,
  type StaffRole,
  staffRoles,
  type WebApp,
  type WebAppOperation,
  webAppOperations,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  smallFile,
  staff,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

const SECRETS = [
  'Ottilie Eigner-Quast',
  '1971-03-14',
  'DE-TAX-778-4421',
  'Rupert Signatar',
  '+49 30 5550177',
  'rupert@sign.example',
];
const [NAME, BORN, TAX, SIGNER, PHONE, EMAIL] = SECRETS;
const PROFILE = {
  legal_name: 'Corner Shop GmbH',
  trading_name: null,
  registration_number: 'HRB 1',
  tax_id: TAX,
  website: null,
  address: {
    line1: 'A 1',
    line2: null,
    city: 'Berlin',
    state: null,
    postal_code: null,
    country: 'DE',
  },
  sells_to: 'Gamers',
  monthly_volume: '10 codes',
  owners: [{ name: NAME, country: 'DE', share_percent: 100, born_on: BORN }],
  representative: { name: SIGNER, position: 'Boss', email: EMAIL, phone: PHONE },
};

const clock = drivenClock();
let shop: Shop;
const people = new Map<string, Visitor>();
const ids = new Map<string, string>();
beforeAll(async () => {
  shop = await openShop({ clock });
  const { visitor: owner, partnerId } = await signUp(shop);
  people.set('portal owner', owner);
  for (const role of partnerRoles.slice(1)) {
    people.set(`portal ${role}`, (await colleague(shop, owner, role)).visitor);
  }
  for (const role of staffRoles) people.set(`console ${role}`, (await staff(shop, role)).visitor);
  await bodyOf(clock, owner.call('PUT', '/business', { body: PROFILE }));
  for (const kind of ['registration', 'identity']) {
    const file_id = await upload(
      owner,
      smallFile('small.pdf'),
      `${NAME} ${kind}.pdf`.replaceAll(' ', '-'),
    );
    await bodyOf(clock, owner.post('/kyc-case/documents', { kind, file_id }));
    ids.set('file_id', file_id);
  }
  await bodyOf(clock, owner.call('PUT', '/business', { body: { ...PROFILE, sells_to: 'All' } }));
  const kyc = await bodyOf<{ id: string }>(clock, owner.post('/kyc-case/submit', {}));
  const { body: tickets } = await owner.get<{ data: { id: string }[] }>('/tickets');
  const admin = people.get('console admin') as Visitor;
  const { body: mails } = await admin.get<{ data: { id: string }[] }>('/emails');
  ids.set('case_id', kyc.id).set('partner_id', partnerId);
  ids.set('ticket_id', tickets.data[0]?.id ?? '').set('email_id', mails.data[0]?.id ?? '');
});
afterAll(() => shop[Symbol.asyncDispose]());

const READING = (['portal', 'console'] as const).flatMap((webApp) =>
  Object.values<WebAppOperation>(webAppOperations[webApp])
    .filter(({ method }) => method === 'GET')
    .map((operation) => ({ webApp, id: operation.id, operation })),
);

async function replies(person: Visitor, { id, path }: WebAppOperation): Promise<string[]> {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? 'x');
  const plain = await person.get(at);
  if (id === 'listAudit') {
    const csv = await person.call('GET', at, { headers: { accept: 'text/csv' } });
    return [plain.text, csv.text];
  }
  if (id === 'listPartners') {
    // A role that may not see a value cannot search for it either.
    const found = await person.get(`${at}?q=${encodeURIComponent(TAX ?? '')}`);
    expect(found.text).not.toContain(ids.get('partner_id'));
  }
  return [plain.text];
}

test.each(READING)('$webApp $id', async ({ webApp, operation }) => {
  for (const role of webApp === 'portal' ? partnerRoles : staffRoles) {
    const reader = { webApp: webApp as WebApp, role: role as PartnerRole | StaffRole };
    if (mayReadPersonal('identity', reader)) continue;
    const person = people.get(`${webApp} ${role}`) as Visitor;
    for (const text of await replies(person, operation)) {
      for (const secret of SECRETS)
        expect(text, `${role} reads ${operation.id}`).not.toContain(secret);
    }
  }
});

test.each([
  ['portal owner', '/business'],
  ['portal finance', '/business'],
  ['console support', '/partners/{partner_id}'],
  ['console finance', '/kyc-cases/{case_id}'],
])('%s sees it at %s', async (who, path) => {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? 'x');
  const { text } = await (people.get(who) as Visitor).get(at);
  for (const secret of SECRETS) expect(text).toContain(secret);
  expect(text).toContain('"withheld":[]');
});

test.each([
  ['portal buyer', '/business'],
  ['console stock', '/partners/{partner_id}'],
  ['console read_only', '/kyc-cases/{case_id}'],
])('%s reads at %s what is withheld', async (who, path) => {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? 'x');
  const { text } = await (people.get(who) as Visitor).get(at);
  expect(text).toContain('"withheld":["tax_id","owners","representative"]');
});
