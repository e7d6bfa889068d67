import { hash } from 'node:crypto';

const DIGEST_LENGTH = 22;

/** A weak entity tag of a reply's content, the same on every node and in every encoding. */
export function weakTag(text: string): string {
  return `W/"${hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH)}"`;
}

/** Whether `If-None-Match` names the tag; weak comparison (RFC 9110, section 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === tag) return true;
  const opaque = tag.slice(2);
  return ifNoneMatch.split(',').some((each) => {
    const one = each.trim();
    return one === '*' || one === tag || one === opaque;
  });
}
