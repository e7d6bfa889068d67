import type { KeyObject } from 'node:crypto';
import { portalPages } from '@psnb2b/contract';
import { notify } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { writeEmail } from '../kit/mail/index.ts';
import type { Partner } from '../partners/index.ts';

/** Whom news about claims concerns at a partner. */
const ROLES = ['owner', 'buyer'] as const;

/** Tells a partner's people of a claim, in the commit of what happened to it. */
export async function tellPartner(
  tx: Tx,
  partnerId: string,
  claimId: string,
  news: { readonly kind: string; readonly text: string; readonly at: Date },
): Promise<void> {
  const path = portalPages.claim(formatId('clm', claimId));
  await notify(tx, { partnerId, roles: ROLES }, { ...news, path });
}

export interface MailDesk {
  /** Seals the links in e-mails. */
  readonly mailKey: KeyObject;
  readonly publicUrl: () => string;
}

/**
 * Tells a partner of a recalled lot: one e-mail to the address of the business, and a note to its
 * people. Names no lot: that is between us and a supplier.
 */
export async function tellOfRecall(
  tx: Tx,
  { mailKey, publicUrl }: MailDesk,
  partner: Partner,
  recall: { readonly codes: number; readonly note: string; readonly at: Date },
): Promise<void> {
  const { codes, note, at } = recall;
  const what = codes === 1 ? 'One code that you bought was' : `${codes} codes that you bought were`;
  const text = `${what} recalled. Do not sell them; we opened claims for you.`;
  const audience = { partnerId: partner.partnerId, roles: ROLES };
  await notify(tx, audience, { kind: 'codes.recalled', text, path: portalPages.claims, at });
  await writeEmail(tx, mailKey, {
    to: partner.email,
    template: 'codes_recalled',
    letter: {
      subject: 'Codes that you bought were recalled',
      paragraphs: [
        `Hello ${partner.name},`,
        `${what} recalled: ${note}`,
        'Do not sell them any more. You need not file anything: a claim is open for each order concerned, and tells ' +
          'which codes are meant and what becomes of them.',
      ],
      link: {
        label: 'See the claims',
        url: `${publicUrl()}/portal${portalPages.claims}`,
        secret: false,
      },
    },
    at,
  });
}
