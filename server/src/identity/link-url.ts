import { type LinkKind, linkPages, type WebApp } from '@psnb2b/contract';

/** The address of a link in an e-mail. The token follows `#`, so no browser sends it to a server. */
export function linkUrl(publicUrl: string, webApp: WebApp, kind: LinkKind, token: string): string {
  return `${publicUrl}/${webApp}${linkPages[kind]}#token=${token}`;
}
