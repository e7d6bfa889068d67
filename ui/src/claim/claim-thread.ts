import type { Message } from '../ticket/Conversation.tsx';

interface Words {
  readonly id: string;
  readonly from: 'partner' | 'staff';
  readonly text: string;
  readonly created_at: string;
}

interface Evidence {
  readonly from: 'partner' | 'staff';
  readonly item: string | null;
  readonly file: {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly created_at: string;
  };
}

interface ClaimFile {
  readonly id: string;
  readonly origin: 'partner' | 'staff' | 'recall';
  readonly description: string;
  readonly created_at: string;
  readonly messages: readonly Words[];
  readonly files: readonly Evidence[];
}

/** An app's names for the two sides and for evidence items. */
export interface ClaimWords {
  readonly names: Readonly<Record<'partner' | 'staff', string>>;
  readonly evidence: (item: string | null) => string;
}

/** Returns the messages and files of a claim as one conversation, oldest first; it begins with the report. */
export function toThread(claim: ClaimFile, { names, evidence }: ClaimWords): Message[] {
  const author = (side: 'partner' | 'staff') => ({ side, name: names[side] });
  const report: Message = {
    id: claim.id,
    author: author(claim.origin === 'partner' ? 'partner' : 'staff'),
    text: claim.description,
    created_at: claim.created_at,
    attachments: [],
  };
  const said = claim.messages.map(({ id, from, text, created_at }) => ({
    ...{ id, text, created_at },
    author: author(from),
    attachments: [],
  }));
  const given = claim.files.map(({ from, item, file }) => ({
    id: file.id,
    author: author(from),
    text: evidence(item),
    created_at: file.created_at,
    attachments: [file],
  }));
  return [report, ...[...said, ...given].sort(byTime)];
}

/** Ids sort by time too: within one millisecond, the one that was created first. */
function byTime(one: Message, other: Message): number {
  const [a, b] = [one, other].map((each) => `${each.created_at} ${each.id.slice(4)}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
