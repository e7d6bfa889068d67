import { invalid } from '../kit/refusal.ts';

/** What a mail program makes a link of, but for a bare domain: businesses are called "Example.com Ltd". */
const LINK = /:\/\/|\bwww\.|\bmailto:|[a-z0-9]\.[a-z]{2,}\/|\S@\S/i;

/**
 * Refuses the name of a person or business that leads somewhere. It is shown to colleagues, staff and
 * whoever is invited, who would take the link for ours. `names` by the member they came in.
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
