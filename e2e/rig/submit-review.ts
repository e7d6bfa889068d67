import { bodyOf, smallFile, upload, type Visitor } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

const PROFILE = {
  ...{
    legal_name: 'Nordlicht GmbH',
    trading_name: null,
    registration_number: 'HRB 1',
    tax_id: 'DE1',
  },
  ...{ website: null, sells_to: 'Gamers', monthly_volume: '10000' },
  address: {
    line1: 'Weg 1',
    line2: null,
    city: 'Kiel',
    state: null,
    postal_code: '24103',
    country: 'DE',
  },
  owners: [{ name: 'Olga Owner', country: 'DE', share_percent: 100, born_on: null }],
  representative: {
    name: 'Olga Owner',
    position: 'CEO',
    phone: null,
    email: 'olga@nordlicht.example',
  },
};

/** Fills in the profile of a business, adds its documents, and submits it; returns the id of the review. */
export async function submitReview({ clock }: Desk, owner: Visitor): Promise<string> {
  await bodyOf(clock, owner.call('PUT', '/business', { body: PROFILE }));
  for (const [kind, name] of [
    ['registration', 'small.pdf'],
    ['identity', 'small.png'],
  ] as const) {
    const file_id = await upload(owner, smallFile(name), name);
    await bodyOf(clock, owner.post('/kyc-case/documents', { kind, file_id }));
  }
  return (await bodyOf<{ id: string }>(clock, owner.post('/kyc-case/submit', {}))).id;
}
