import { webhookUrlLengthMax } from '@psnb2b/contract';
import { EgressError, type EgressOptions, judgeHost, publicPorts } from '../kit/egress/index.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import { refusedHostText } from './refused-host.ts';

const SAMPLE = 'https://shop.example.com/hooks/psnb2b';

/**
 * What every registration and change of an endpoint's URL checks: its form, then, over the network, its host. Refuses with 422 and
 * the pointer of the member that holds it.
 */
export async function checkWebhookUrl(
  text: string,
  egress: EgressOptions,
  pointer = '/url',
): Promise<URL> {
  try {
    const url = readWebhookUrl(text, egress);
    await judgeWebhookUrl(url, egress);
    return url;
  } catch (error) {
    throw error instanceof UrlFault ? invalid({ ...error.fault, pointer }) : error;
  }
}

/** Why a URL is refused, before it is known which member holds it. */
class UrlFault extends Error {
  readonly fault: Omit<FieldError, 'pointer'>;

  constructor(fault: Omit<FieldError, 'pointer'>) {
    super(fault.detail);
    this.fault = fault;
  }
}

/**
 * Parses the URL of an endpoint into its stored form; refuses everything that is not plain https to a public port. Hosts
 * in odd notations (`0x7f.1`, `①②⑦.⓪.⓪.①`) are parsed as every URL library parses them, and then checked.
 */
function readWebhookUrl(text: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  if (text.length > webhookUrlLengthMax) {
    throw refuse('max_length', `It must be at most ${webhookUrlLengthMax} characters long.`);
  }
  if (/[\s\p{Cc}]/u.test(text)) {
    throw refuse('format', 'It must not contain blanks or line breaks.');
  }
  const url = URL.parse(text);
  if (!url) {
    const detail = `It cannot be read; write it like ${SAMPLE}, with the name of your server.`;
    throw refuse('format', detail);
  }
  const isHttp = url.protocol === 'http:' && allowPrivate;
  if (url.protocol === 'http:' && !isHttp) {
    const detail =
      'It must begin with https://, not http://: what we send must not be readable on its way.';
    throw refuse('format', detail);
  }
  if (url.protocol !== 'https:' && !isHttp) {
    throw refuse('format', `It must begin with https://, like ${SAMPLE}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'format',
      'It must not contain a user or a password; verify the signature instead.',
    );
  }
  if (url.hash !== '') {
    throw refuse('format', 'It must not contain a fragment; remove # and what follows it.');
  }
  if (!allowPrivate && !publicPorts.includes(url.port)) {
    const detail = `Its port must be 443 or 8443, not ${url.port}; leave the port out for 443.`;
    throw refuse('format', detail);
  }
  if (url.href.length > webhookUrlLengthMax) {
    throw refuse(
      'max_length',
      `In its normal form it is longer than ${webhookUrlLengthMax} characters.`,
    );
  }
  return url;
}

/** Resolves its host; refuses it if it does not resolve, or resolves to an address that is not public. */
async function judgeWebhookUrl(url: URL, egress: EgressOptions): Promise<void> {
  try {
    await judgeHost(egress, url.hostname);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw refuse('address', refusedHostText(url.hostname, error.reason));
  }
}

function refuse(code: FieldError['code'], detail: string): UrlFault {
  return new UrlFault({ code, detail });
}
