import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event } from '@psnb2b/sdk';
import { fileCursorStore } from '@psnb2b/sdk/node';
import type { Run } from '../context.ts';
import { usage } from '../exit.ts';
import { followPatiently } from '../listen/follow-patiently.ts';
import { forward, readTarget } from '../listen/forward.ts';
import { listenSecret } from '../listen/secret.ts';
import { refuseWrongKey } from '../refuse-wrong-key.ts';
import { writeTo } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { lineOf } from './events.ts';

interface Options {
  readonly forwardTo?: string;
  readonly events?: readonly Event['type'][];
  readonly attempts?: string;
  readonly fromBeginning?: boolean;
  readonly live?: boolean;
  readonly printJson?: boolean;
}

/** Follows the events and forwards each as a signed webhook; its position is stored after the event was accepted. */
export const listen: Run<Options> = async (context, _words, options) => {
  const { account, mode, url } = await context.shop();
  if (mode === 'live' && !options.live) {
    throw usage(
      'This is a live key, and its events are about real orders. Use a test key, or add --live.',
    );
  }
  const target = options.forwardTo === undefined ? null : readTarget(options.forwardTo);
  const attemptsMax =
    options.attempts === undefined ? null : wholeNumber('--attempts', options.attempts);
  await refuseWrongKey(context);
  const secret = await listenSecret(context.folders, account);
  const name = createHash('sha256')
    .update(JSON.stringify([account, target]))
    .digest('hex');
  const folder = join(context.folders.state, 'listen');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileCursorStore(join(folder, `${name.slice(0, 40)}.cursor`));
  const from = options.fromBeginning ? 'beginning' : 'now';
  const store = options.fromBeginning ? { load: async () => null, save: file.save } : file;
  const isResumed = !options.fromBeginning && (await file.load()) !== null;
  const where = target === null ? '' : ` and forwarding to ${target}`;
  context.note(`Signing secret: ${secret}`);
  context.note(
    `Following the ${mode} events of ${url}${where}${isResumed ? ', from where the last run ended' : ''}. Ctrl-C ends it.`,
  );
  for await (const event of followPatiently(context, { store, from, types: options.events })) {
    await writeTo(
      context.terminal.out,
      `${options.printJson || context.json ? JSON.stringify(event) : lineOf(event)}\n`,
    );
    if (target !== null) await forward(context, { event, target, secret, attemptsMax });
  }
};
