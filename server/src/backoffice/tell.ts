import type { KeyObject } from 'node:crypto';
import type { ConsolePage, PartnerRole, PortalPage, StaffRole } from '@psnb2b/contract';
import { notify } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { writeEmail } from '../kit/mail/index.ts';

/** What telling people needs. */
export interface Teller {
  readonly mailKey: KeyObject;
  readonly publicUrl: () => string;
}

export interface Told<Page = PortalPage> {
  readonly kind: string;
  /** One sentence, which is also the subject of the e-mail. */
  readonly text: string;
  /** What somebody wrote, for the e-mail; it stays text there. */
  readonly words?: string | null;
  readonly path: Page;
  readonly at: Date;
}

/** Tells a business, in the app and by e-mail, in the commit of what happened. */
export async function tellPartner(
  tx: Tx,
  teller: Teller,
  partnerId: string,
  told: Told,
  roles: readonly PartnerRole[] = ['owner'],
): Promise<void> {
  const news = { kind: told.kind, text: told.text, path: told.path, at: told.at };
  for (const { email, name } of await notify(tx, { partnerId, roles }, news)) {
    const letter = {
      subject: told.text,
      paragraphs: [`Hello ${name},`, told.text, ...(told.words ? [told.words] : [])],
      link: {
        label: 'Open it',
        url: `${teller.publicUrl()}/portal${told.path}`,
        secret: false,
      },
    };
    await writeEmail(tx, teller.mailKey, { to: email, template: told.kind, letter, at: told.at });
  }
}

/** Tells staff in the console; their queue is there, so that no e-mail is needed. */
export async function tellStaff(
  tx: Tx,
  told: Told<ConsolePage>,
  roles: readonly StaffRole[] = ['admin', 'support'],
): Promise<void> {
  const { kind, text, path, at } = told;
  await notify(tx, { staff: roles }, { kind, text, path, at });
}
