import { invalid } from '../kit/refusal.ts';

/** What a mail program turns into a link, except bare domains, because businesses have names like "Example.com Ltd". */
const LINK = /:\/\/|\bwww\.|\bmailto:|[a-z0-9]\.[a-z]{2,}\/|\S@\S/i;

/**
 * Refuses a name of a person or business that contains a link. Colleagues, staff and invited people see the name, and would think
 * that the link is ours. `names` by the member that they came in.
 */
export function checkNames(names: Readonly<Record<string, string>>): void {
  const faults = Object.entries(names)
    .filter(([, name]) => LINK.test(name))
    .map(([member]) => ({
      pointer: `/${member}`,
      code: 'format' as const,
      detail: 'Leave web and e-mail addresses out of a name.',
    }));
  if (faults.length > 0) throw invalid(...faults);
}
