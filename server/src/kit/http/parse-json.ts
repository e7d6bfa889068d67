import { jsonDepthMax } from '@psnb2b/contract';
import { Refusal } from '../refusal.ts';

/** Limits on members of one object and on values in total; no request of ours needs more, and each may be a fault to report. */
const MEMBERS_MAX = 1000;
const VALUES_MAX = 1500;

/**
 * Parses a request body as RFC 8259 JSON in UTF-8, and refuses everything that parsers disagree about: duplicate members, absurd
 * nesting, invalid UTF-8. A byte-order mark at the beginning is skipped (section 8.1 allows that). Throws `malformed_json`.
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw malformed('The body is empty; send a JSON object.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('The body is not valid UTF-8; encode it as UTF-8.');
  }
  let depth = 0;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw malformed('The body is not valid JSON; check quotes, commas and brackets.', error);
  }
  // The text is valid JSON from here on, so the scan needs to know only strings and brackets.
  const open: (Set<string> | 'object' | 'list')[] = [];
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x22) {
      const end = endOfString(text, at);
      if (open.at(-1) !== 'list' && followedByColon(text, end + 1)) {
        const members = membersOf(open);
        const name = JSON.parse(text.slice(at, end + 1)) as string;
        if (members.has(name)) throw malformed(`The member ${JSON.stringify(name)} occurs twice.`);
        if (members.size >= MEMBERS_MAX) throw malformed('The body has too many members.');
        members.add(name);
      }
      at = end;
    } else if (character === 0x2c) {
      values += 1;
      if (values > VALUES_MAX) throw malformed(`The body has more than ${VALUES_MAX} values.`);
    } else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > jsonDepthMax)
        throw malformed(`The body is nested deeper than ${jsonDepthMax} levels.`);
      open.push(character === 0x7b ? 'object' : 'list');
    } else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
      open.pop();
    }
  }
  return parsed;
}

/** The names seen in the innermost object; the set is created for its first name, because most objects may be empty. */
function membersOf(open: (Set<string> | 'object' | 'list')[]): Set<string> {
  const innermost = open.at(-1);
  if (innermost instanceof Set) return innermost;
  const members = new Set<string>();
  open[open.length - 1] = members;
  return members;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== 0x22; at += 1) if (text.charCodeAt(at) === 0x5c) at += 1;
  return at;
}

function followedByColon(text: string, start: number): boolean {
  let at = start;
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charCodeAt(at) === 0x3a;
}

function malformed(detail: string, cause?: unknown): Refusal {
  return new Refusal(
    'malformed_json',
    {},
    { detail, ...(cause instanceof Error && { internal: cause.name }) },
  );
}
