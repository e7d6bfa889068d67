import { type Door, type LinkKind, linkPages } from '@psnb2b/contract';

/** The address of a link in an e-mail. The token follows `#`, so no browser sends it to a server. */
export function linkUrl(publicUrl: string, door: Door, kind: LinkKind, token: string): string {
  return `${publicUrl}/${door}${linkPages[kind]}#token=${token}`;
}
