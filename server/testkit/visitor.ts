import { type WebApp, webAppHeader, webApps } from '@psnb2b/contract';
import { TOTP } from 'otpauth';
import { type Answer, contractFaults } from './conformance.ts';
import { Watching } from './watching.ts';

export interface VisitOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as the part `file` of a form. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** An empty value removes a header. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A browser in one of the two web apps: keeps cookies, sends what our pages send, and throws if a reply violates the
 * contract.
 */
export class Visitor {
  readonly webApp: WebApp;
  readonly cookies = new Map<string, string>();
  /** The authenticator, once it is set up. */
  totpSecret = '';
  readonly #url: string;
  readonly #from: string;

  constructor(url: string, webApp: WebApp, from: string) {
    this.#url = url;
    this.webApp = webApp;
    this.#from = from;
  }

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, file, headers: more = {} }: VisitOptions = {},
  ): Promise<Answer<Body>> {
    const headers = this.#headers();
    if (method !== 'GET') {
      headers.set(webAppHeader, this.webApp);
      headers.set('origin', this.#url);
      headers.set('sec-fetch-site', 'same-origin');
    }
    if (body !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(more)) {
      if (value === '') headers.delete(name);
      else headers.set(name, value);
    }
    const full = `${webApps[this.webApp].basePath}${path}`;
    const sent = file ? form(file) : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${this.#url}${full}`, { method, headers, body: sent });
    for (const each of response.headers.getSetCookie()) this.#keep(each);
    const type = response.headers.get('content-type') ?? '';
    const isEndless = type.startsWith('text/event-stream');
    const text = isEndless ? await firstOf(response) : await response.text();
    const isJson = /[/+]json\b/.test(type);
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : {},
    };
    const faults = contractFaults(method, full, answer);
    if (faults.length > 0) {
      throw new Error(`${method} ${full} → ${answer.status} ${text}\n${faults.join('\n')}`);
    }
    return answer as Answer<Body>;
  }

  /** Opens the stream that reports what has changed. */
  watch(lastEventId?: string | null): Promise<Watching> {
    const headers = this.#headers();
    if (lastEventId) headers.set('last-event-id', lastEventId);
    return Watching.open(`${this.#url}${webApps[this.webApp].basePath}/live`, headers);
  }

  #headers(): Headers {
    const headers = new Headers({ 'x-forwarded-for': this.#from });
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    return headers;
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.call<Body>('GET', path);
  }

  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    return this.call<Body>('POST', path, { body });
  }

  /** Returns the code that the authenticator shows at an instant. */
  code(at: Date): string {
    const totp = new TOTP({ secret: this.totpSecret, algorithm: 'SHA1', digits: 6, period: 30 });
    return totp.generate({ timestamp: at.getTime() });
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    if (value === '') this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }
}

/** The beginning of a reply that does not end. */
async function firstOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

function form({ name, bytes }: NonNullable<VisitOptions['file']>): FormData {
  const data = new FormData();
  data.set('file', new File([bytes], name));
  return data;
}
