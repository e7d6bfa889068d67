import { type Door, type LinkKind, linkPages } from '@psnb2b/contract';

/** Where a link of an e-mail leads. The token is behind `#`, which no browser sends to a server. */
export function linkUrl(publicUrl: string, door: Door, kind: LinkKind, token: string): string {
  return `${publicUrl}/${door}${linkPages[kind]}#token=${token}`;
}
