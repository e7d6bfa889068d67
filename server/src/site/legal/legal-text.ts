/** The texts that a shop publishes about itself; each is a page and a Markdown file. */
export const legalPages = {
  policy: {
    title: 'Code Support Policy',
    description: 'Which codes we replace or refund, what we need from you, and how long we take.',
  },
  terms: { title: 'Terms', description: 'The terms on which we sell gift card codes.' },
  privacy: {
    title: 'Privacy',
    description: 'Which personal data we store, why, for how long, and who reads it.',
  },
  imprint: {
    title: 'Imprint and contact',
    description: 'Who runs this shop, and how to reach us.',
  },
} as const;
export type LegalName = keyof typeof legalPages;
export const legalNames = Object.keys(legalPages) as LegalName[];

/** A file of one text: `terms.md`, or `terms.2026-12-01.md` with the day from which it is in force. */
export interface TextFile {
  readonly name: LegalName;
  readonly file: string;
  /** `2026-12-01`; null in a file without one. */
  readonly day: string | null;
}

const FILE = /^([a-z]{1,20})(?:\.(\d{4}-\d{2}-\d{2}))?\.md$/;

/** Reads a file's name; null for files that are no text of ours, and for days that no calendar has. */
export function readFileName(file: string): TextFile | null {
  const [, name = '', day = null] = FILE.exec(file) ?? [];
  if (!Object.hasOwn(legalPages, name)) return null;
  if (day !== null && !isDay(day)) return null;
  return { name: name as LegalName, file, day };
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

export interface InForce<Text> {
  readonly current: Text | null;
  /** The newest first. */
  readonly earlier: readonly Text[];
  readonly next: Text | null;
}

/**
 * Which version of a text is in force on a day (`2026-12-01`), which were before, and which comes next. A file without a day is the
 * oldest. Our default applies only until a version of the operator is in force.
 */
export function inForceOn<
  Text extends { readonly day: string | null; readonly isDefault: boolean },
>(texts: readonly Text[], today: string): InForce<Text> {
  // nothing: a file without a day precedes every day.
  const order = ({ day }: Text) => day ?? '';
  const sorted = [...texts].sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const own = sorted.filter(({ isDefault }) => !isDefault);
  const past = own.filter((each) => order(each) <= today);
  const standard = sorted.findLast(({ isDefault }) => isDefault) ?? null;
  return {
    current: past.at(-1) ?? standard,
    earlier: past.slice(0, -1).reverse(),
    next: own.find((each) => order(each) > today) ?? null,
  };
}
