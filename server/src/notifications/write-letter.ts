import type { Tx } from '../kit/database/index.ts';
import { writeEmail } from '../kit/mail/index.ts';
import type { AddresseeOf, LetterFactsOf, LetterName } from './catalogue.ts';
import type { LetterKind } from './kind.ts';
import { letters } from './letters.ts';
import type { Notifier } from './notifier.ts';

/**
 * Writes a letter in the commit of its event. `linkHiddenFrom`: who may not read its link in the console, an actor or
 * `NOBODY_READS`.
 */
export async function writeLetter<Name extends LetterName>(
  tx: Tx,
  { mailKey }: Pick<Notifier, 'mailKey'>,
  name: Name,
  to: AddresseeOf<Name>,
  facts: LetterFactsOf<Name> & { readonly at: Date },
  linkHiddenFrom?: string,
): Promise<void> {
  const kind: LetterKind = letters[name];
  const { subject, sentences, link } = kind;
  const greeting = 'name' in to ? `Hello ${to.name},` : 'Hello,';
  const letter = {
    subject,
    paragraphs: [greeting, ...sentences(facts as never)],
    ...(link && 'url' in facts && { link: { ...link, url: String(facts.url) } }),
  };
  const { at } = facts;
  const hidden = linkHiddenFrom === undefined ? {} : { linkHiddenFrom };
  await writeEmail(tx, mailKey, { to: to.email, template: name, letter, at, ...hidden });
}
