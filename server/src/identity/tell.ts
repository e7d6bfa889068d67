import type { KeyObject } from 'node:crypto';
import type { ConsolePage, Door, PartnerRole, PortalPage, StaffRole } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { writeEmail } from '../kit/mail/index.ts';
import { notify, type Recipient } from './notify.ts';

/** What telling people needs. A verb that changes security, rights or money terms asks for one. */
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
  const recipients = await notify(tx, { partnerId, roles }, newsOf(told));
  await mailAll(tx, teller, 'portal', recipients, told);
}

/** Tells staff in the console; their queue is there, so that no e-mail is needed. */
export async function tellStaff(
  tx: Tx,
  told: Told<ConsolePage>,
  roles: readonly StaffRole[] = ['admin', 'support'],
): Promise<void> {
  await notify(tx, { staff: roles }, newsOf(told));
}

/** Tells all admins, in the console and by e-mail: of what changes who may do what. */
export async function tellAdmins(tx: Tx, teller: Teller, told: Told<ConsolePage>): Promise<void> {
  await mailAll(tx, teller, 'console', await notify(tx, { staff: ['admin'] }, newsOf(told)), told);
}

/**
 * Tells one person of something that was done to their account; by e-mail also where they cannot sign
 * in any more.
 */
export async function tellPerson(
  tx: Tx,
  teller: Teller,
  person: Recipient & { readonly door: Door },
  told: Told<PortalPage | ConsolePage>,
): Promise<void> {
  await notify(tx, { userId: person.userId }, newsOf(told));
  await mailAll(tx, teller, person.door, [person], told);
}

function newsOf({ kind, text, path, at }: Told<PortalPage | ConsolePage>) {
  return { kind, text, path, at };
}

/** The same letter to several people of one door. */
export async function mailAll(
  tx: Tx,
  { mailKey, publicUrl }: Teller,
  door: Door,
  recipients: readonly Recipient[],
  { kind, text, words, path, at }: Told<PortalPage | ConsolePage>,
): Promise<void> {
  for (const { email, name } of recipients) {
    const letter = {
      subject: text,
      paragraphs: [`Hello ${name},`, text, ...(words ? [words] : [])],
      link: { label: 'Open it', url: `${publicUrl()}/${door}${path}`, secret: false },
    };
    await writeEmail(tx, mailKey, { to: email, template: kind, letter, at });
  }
}
