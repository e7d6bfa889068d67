import { setTimeout as delay } from 'node:timers/promises';
import { type Event, signWebhook } from '@psnb2b/sdk';
import type { Context } from '../context.ts';
import { usage } from '../exit.ts';

export interface Forwarding {
  readonly event: Event;
  readonly target: string;
  readonly secret: string;
  /** Null: without end. */
  readonly attemptsMax: number | null;
}

const TIMEOUT_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends an event as the shop does, signed with both schemes, until it is answered with 2xx. A program that restarts, or that is being
 * corrected, gets the event as soon as it accepts it.
 */
export async function forward(context: Context, forwarding: Forwarding): Promise<void> {
  const { event, attemptsMax } = forwarding;
  const { signal, paint } = context;
  let waitMs = FIRST_WAIT_MS;
  for (let attempt = 1; ; attempt += 1) {
    const { isAccepted, answer } = await sendOnce(forwarding, signal);
    if (isAccepted) {
      context.note(`  ${paint.good('→')} ${answer}`);
      return;
    }
    if (attempt === attemptsMax) {
      context.note(
        `  ${paint.bad('→')} ${answer}; given up after ${attempt} attempts. Its id is ${event.id}.`,
      );
      return;
    }
    context.note(`  ${paint.bad('→')} ${answer}; trying again in ${waitMs / 1_000} s`);
    await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** Signs anew for each attempt: the timestamp is when it is sent. */
export async function sendOnce(
  { event, target, secret }: Pick<Forwarding, 'event' | 'target' | 'secret'>,
  signal: AbortSignal,
): Promise<{
  readonly isAccepted: boolean;
  readonly status: number | null;
  readonly answer: string;
}> {
  const body = JSON.stringify(event);
  const signed = await signWebhook({ id: event.id, body, secret });
  const headers = { ...signed, 'x-psnb2b-event': event.type };
  return post(target, { body, headers }, signal);
}

/** Posts once; a redirect is not followed. */
export async function post(
  target: string,
  { body, headers }: { readonly body: string; readonly headers: Record<string, string> },
  signal: AbortSignal,
): Promise<{
  readonly isAccepted: boolean;
  readonly status: number | null;
  readonly answer: string;
}> {
  const began = performance.now();
  try {
    const reply = await fetch(target, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'psnb2b-webhooks/1.0 (psnb2b listen)' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await reply.body?.cancel();
    const ms = Math.round(performance.now() - began);
    return { isAccepted: reply.ok, status: reply.status, answer: `${reply.status} in ${ms} ms` };
  } catch (error) {
    signal.throwIfAborted();
    const { cause, name, message } = error as {
      cause?: { code?: string };
      name: string;
      message: string;
    };
    const why =
      name === 'TimeoutError'
        ? `no answer within ${TIMEOUT_MS / 1_000} s`
        : (cause?.code ?? message);
    return { isAccepted: false, status: null, answer: why };
  }
}

/** Checks the address of `--forward-to`. */
export function readTarget(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  throw usage(`--forward-to is an address such as http://localhost:3000/hook, not ${text}.`);
}
