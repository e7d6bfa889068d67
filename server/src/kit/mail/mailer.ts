import { createTransport, type Transporter } from 'nodemailer';
import { assert } from '../assert.ts';
import type { Secret } from '../secret.ts';
import { readSender, type Sender } from '../sender.ts';
import { type Letterhead, withLetterhead } from './compose.ts';

export interface Outgoing {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The result of an attempt: `again` if the mail server may accept it later. */
export type Sent =
  | { readonly sent: true }
  | { readonly sent: false; readonly again: boolean; readonly error: string };

const TIMEOUT_MS = 20_000;
const ERROR_MAX = 300;

/**
 * The mail server of SMTP_URL. `?from=codes@example.com` or `?from=Corner Shop <codes@example.com>` in it names the sender; by
 * default that is `no-reply@` and the host of PUBLIC_URL, under the shop's name.
 */
export class Mailer implements AsyncDisposable {
  readonly #transport: Transporter;
  readonly #from: Sender;
  readonly #host: string;
  readonly #letterhead: () => Letterhead;

  constructor(smtpUrl: Secret<string>, publicUrl: () => string, letterhead: () => Letterhead) {
    this.#letterhead = letterhead;
    const url = new URL(smtpUrl.reveal());
    this.#host = new URL(publicUrl()).hostname;
    const sender = readSender(url.searchParams.get('from') ?? `no-reply@${this.#host}`);
    assert(sender, 'the sender was judged with SMTP_URL');
    this.#from = sender;
    url.searchParams.delete('from');
    this.#transport = createTransport({
      url: url.href,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]);
  }

  /** Never throws: the result has the server's answer. A repeated attempt has the same Message-ID. */
  async send(email: Outgoing): Promise<Sent> {
    const letterhead = this.#letterhead();
    try {
      await this.#transport.sendMail({
        from: { ...this.#from, name: this.#from.name ?? letterhead.name },
        to: { name: '', address: email.to },
        subject: email.subject,
        ...withLetterhead(email, letterhead),
        messageId: `<${email.id}@${this.#host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { sent: true };
    } catch (error) {
      const { responseCode } = error as { responseCode?: number };
      // A 5yz reply is final (RFC 5321, section 4.2.1), unless it is about authentication.
      const final = responseCode !== undefined && responseCode >= 550 && responseCode < 560;
      const text = error instanceof Error ? error.message : 'unknown failure';
      return { sent: false, again: !final, error: text.slice(0, ERROR_MAX) };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#transport.close();
  }
}
