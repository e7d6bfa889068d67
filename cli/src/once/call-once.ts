import type { CallOptions, ReplyFacts } from '@psnb2b/sdk';
import type { Context } from '../context.ts';
import { beginCall, effectOf, endCall } from './pending-calls.ts';

export interface OnceOptions {
  /** `--key`: an idempotency key of the caller's own, who then stores it. */
  readonly key?: string | undefined;
  /** `--new`: forgets an earlier run of the same command. */
  readonly new?: boolean | undefined;
}

export interface Once<Reply> {
  /** Names the call, such as `createOrder`. */
  readonly call: string;
  /** Everything that makes it the same call. */
  readonly given: unknown;
  /**
   * Makes the call with these options, then whatever belongs to it, without `onReply`: a refusal after the call was accepted is not one of
   * the call.
   */
  send(options: CallOptions): Promise<Reply>;
  /** Prints the outcome; only then is the key forgotten. */
  show(reply: Reply, facts: { readonly replayed: boolean }): Promise<void>;
}

/**
 * Makes a call that has one effect, even if this program is interrupted and the same command is run again: its idempotency key is stored
 * before the call and forgotten once the outcome was shown.
 */
export async function callOnce<Reply>(
  context: Context,
  { key, new: startOver = false }: OnceOptions,
  { call, given, send, show }: Once<Reply>,
): Promise<Reply> {
  const { holder } = await context.shop();
  const pending =
    key === undefined
      ? await beginCall(
          {
            folder: context.folders.state,
            account: await holder(context.signal),
            ...{ call, given },
          },
          { now: Date.now(), startOver },
        )
      : null;
  const idempotencyKey = pending?.idempotencyKey ?? key ?? ''; // nothing: one of the two is there
  if (pending?.resumed) {
    context.note(
      `This continues your run of ${pending.begunAt}, whose outcome was not shown, with its idempotency key. For another one, add --new.`,
    );
  }
  let replayed = false;
  let accepted = false;
  const onReply = (reply: ReplyFacts) => {
    accepted = true;
    replayed = reply.replayed;
  };
  let reply: Reply | undefined;
  try {
    reply = await send({ idempotencyKey, signal: context.signal, onReply });
    await show(reply, { replayed });
    if (pending) await endCall(pending);
    return reply;
  } catch (error) {
    const isUnknown = accepted || effectOf(error, pending?.resumed ?? false) === 'unknown';
    if (pending && !isUnknown) await endCall(pending);
    if (isUnknown) {
      const id = (reply as { id?: string } | undefined)?.id;
      const what = accepted
        ? `${id ?? 'The call'} was accepted.`
        : 'It is not known whether the call took effect.';
      const again = pending
        ? 'Run the same command again: it uses the same key, so it has one effect.'
        : `Run the command again with --key ${idempotencyKey}: it then has one effect.`;
      context.note(`${what} Idempotency key: ${idempotencyKey}\n${again}`);
    }
    throw error;
  }
}
