import { webhookUrlLengthMax } from '@psnb2b/contract';
import { EgressError, type EgressOptions, judgeHost, publicPorts } from '../kit/egress/index.ts';
import { type FieldError, invalid, type Refusal } from '../kit/refusal.ts';

/**
 * Reads the URL of an endpoint in the form in which it is stored; refuses with 422 whatever is not
 * plain https to a public port. Hosts in odd notations (`0x7f.1`, `①②⑦.⓪.⓪.①`) are read as every URL
 * library reads them, and judged as what they are.
 */
export function readWebhookUrl(text: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  if (text.length > webhookUrlLengthMax) {
    throw refuse('max_length', `It must be at most ${webhookUrlLengthMax} characters long.`);
  }
  const url = URL.parse(text);
  if (!url || /[\s\p{Cc}]/u.test(text)) throw refuse('format', 'It is no absolute URL.');
  const isHttp = url.protocol === 'http:' && allowPrivate;
  if (url.protocol !== 'https:' && !isHttp) throw refuse('format', 'It must begin with https://.');
  if (url.username !== '' || url.password !== '') {
    throw refuse('format', 'It must not hold a user or a password; verify the signature instead.');
  }
  if (url.hash !== '') throw refuse('format', 'It must not hold a fragment (#…).');
  if (!allowPrivate && !publicPorts.includes(url.port)) {
    throw refuse('format', 'Its port must be 443 or 8443.');
  }
  if (url.href.length > webhookUrlLengthMax) {
    throw refuse('max_length', `Written out it is longer than ${webhookUrlLengthMax} characters.`);
  }
  return url;
}

/** Looks its host up; refuses with 422 when it leads nowhere, or to an address that is not public. */
export async function judgeWebhookUrl(url: URL, egress: EgressOptions): Promise<void> {
  try {
    await judgeHost(egress, url.hostname);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw error.reason === 'dns'
      ? refuse('address', 'The name of its host does not resolve.')
      : refuse('address', 'Its host leads to an address that is not public.');
  }
}

function refuse(code: FieldError['code'], detail: string): Refusal {
  return invalid({ pointer: '/url', code, detail });
}
