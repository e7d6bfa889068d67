import type { Setting } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';
import { words as staffWords } from '../staff/words.ts';

export const words = {
  title: 'Settings',
  lead: 'Every limit and window, with what applies, what applies by default, and who may change it. What the environment of the server sets is changed there.',
  search: 'Part of a name',
  name: 'Setting',
  value: 'Applies',
  byDefault: (value: string, unit: string) => `${grouped(value)} ${unit} by default`,
  secretSet: 'Set, never shown',
  unset: 'Not set',
  group: 'Group',
  groups: {
    two_people: 'Two people',
    claims: 'Claims and returns',
    money: 'Invoices',
    quotas: 'Quotas',
    server: 'Server',
    fixed: 'Fixed',
  } satisfies Readonly<Record<Setting['group'], string>>,
  origin: 'From',
  origins: {
    changed: 'Only changed',
    default: 'Default',
    set: 'Set',
    environment: 'Environment',
    fixed: 'This release',
  },
  range: 'Accepts',
  effect: 'A change applies',
  effects: {
    at_once: 'at once',
    new_claims: 'to new claims',
    restart: 'after a restart',
    release: 'with another release',
  } satisfies Readonly<Record<Setting['takes_effect'], string>>,
  who: 'Who may',
  roles: staffWords.roles,
  two: 'a weaker value needs two',
  nobody: 'nobody here',
  change: 'Change',
  changeOf: (title: string) => `Change: ${title}`,
  open: 'Open',
  openOf: (title: string) => `Open the page: ${title}`,
  history: 'History',
  historyOf: (title: string) => `History: ${title}`,
  when: 'When',
  changedBy: 'Who',
  reason: 'Reason',
  nothing: 'nothing',
  noHistory: 'It was never changed',
  noHistoryHint: 'The default has applied since this shop was installed.',
  allHistory: 'All changes',
  none: 'No setting matches',
  noneHint: 'Try another word, or clear the filters. Only admins see what the environment sets.',
};

/** `500` → `500 codes`; large figures are grouped. */
export function valueText({ value, unit, is_secret, origin }: Setting): string {
  if (is_secret) return origin === 'environment' ? words.secretSet : words.unset;
  if (value === null) return words.unset;
  return `${unit === '' ? value : grouped(value)} ${unit}`.trim();
}

function grouped(value: string): string {
  return /^\d{4,15}$/.test(value) ? groupDigits(Number(value)) : value;
}
