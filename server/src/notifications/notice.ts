import type { WebApp } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { writeEmail } from '../kit/mail/index.ts';
import { type KindName, kinds } from './catalogue.ts';
import type { Kind } from './kind.ts';
import type { Notifier } from './notifier.ts';

/** A kind together with its facts. */
export interface Notice {
  readonly kind: KindName;
  readonly text: string;
  readonly more: string | null;
  readonly page: (webApp: WebApp) => string;
}

/** The texts of a kind for these facts, which `FactsOf` checked at the call. */
export function noticeOf(name: KindName, facts: unknown): Notice {
  const kind: Kind = kinds[name];
  const page = kind.page(facts as never);
  return {
    kind: name,
    text: kind.sentence(facts as never),
    more: kind.more ? kind.more(facts as never) : null,
    page: (webApp) => (typeof page === 'string' ? page : page[webApp]),
  };
}

/** Writes the e-mail of a notification to one person, in the commit of the event. */
export async function mailNotice(
  tx: Tx,
  { mailKey, publicUrl }: Notifier,
  { kind, text, more, page }: Notice,
  to: { readonly webApp: WebApp; readonly email: string; readonly name: string },
  at: Date,
): Promise<void> {
  const letter = {
    subject: text,
    paragraphs: [`Hello ${to.name},`, text, ...(more ? [more] : [])],
    link: { label: 'Open it', url: `${publicUrl()}/${to.webApp}${page(to.webApp)}`, secret: false },
  };
  await writeEmail(tx, mailKey, { to: to.email, template: kind, letter, at });
}
