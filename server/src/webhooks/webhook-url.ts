import { webhookUrlLengthMax } from '@psnb2b/contract';
import { EgressError, type EgressOptions, judgeHost, publicPorts } from '../kit/egress/index.ts';
import { type FieldError, invalid, type Refusal } from '../kit/refusal.ts';

/**
 * Parses the URL of an endpoint into its stored form; refuses with 422 everything that is not plain https to a public port. Hosts
 * in odd notations (`0x7f.1`, `①②⑦.⓪.⓪.①`) are parsed as every URL library parses them, and then checked.
 */
export function readWebhookUrl(text: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  if (text.length > webhookUrlLengthMax) {
    throw refuse('max_length', `It must be at most ${webhookUrlLengthMax} characters long.`);
  }
  const url = URL.parse(text);
  if (!url || /[\s\p{Cc}]/u.test(text)) throw refuse('format', 'It must be an absolute URL.');
  const isHttp = url.protocol === 'http:' && allowPrivate;
  if (url.protocol !== 'https:' && !isHttp) throw refuse('format', 'It must begin with https://.');
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'format',
      'It must not contain a user or a password; verify the signature instead.',
    );
  }
  if (url.hash !== '') throw refuse('format', 'It must not contain a fragment (#…).');
  if (!allowPrivate && !publicPorts.includes(url.port)) {
    throw refuse('format', 'Its port must be 443 or 8443.');
  }
  if (url.href.length > webhookUrlLengthMax) {
    throw refuse(
      'max_length',
      `In its normal form it is longer than ${webhookUrlLengthMax} characters.`,
    );
  }
  return url;
}

/** Resolves its host; refuses with 422 if it does not resolve, or resolves to an address that is not public. */
export async function judgeWebhookUrl(url: URL, egress: EgressOptions): Promise<void> {
  try {
    await judgeHost(egress, url.hostname);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw error.reason === 'dns'
      ? refuse('address', 'The name of its host does not resolve.')
      : refuse('address', 'Its host resolves to an address that is not public.');
  }
}

function refuse(code: FieldError['code'], detail: string): Refusal {
  return invalid({ pointer: '/url', code, detail });
}
