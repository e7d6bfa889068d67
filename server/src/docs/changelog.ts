import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../../CHANGELOG.md');
const FOR_PARTNERS = '### For partners';

/** What the changelog of the product says to partners, version by version, as a page of the documentation. */
export async function readChangelog(): Promise<string> {
  const [, ...versions] = (await readFile(FILE, 'utf8')).split(/^(?=## )/m);
  const parts = versions.flatMap((version) => {
    const [heading = '', ...groups] = version.split(/^(?=### )/m);
    const ours = groups.find((group) => group.startsWith(FOR_PARTNERS));
    return ours === undefined
      ? []
      : [heading.trim(), '', ours.slice(FOR_PARTNERS.length).trim(), ''];
  });
  return [
    '# Changelog',
    '',
    'What changed for partners, newest first. [Versions](/docs/versions) says what we may add at any time, and how early we announce what ends.',
    '',
    ...parts,
  ].join('\n');
}
