import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadEntry } from '../bin/entry.mjs';
import type { DatabaseHosts, HostsState, LateOutcome } from './kit/database/index.ts';
import { exportPiece } from './kit/http/index.ts';
import type { Logger } from './kit/log.ts';
import { ReplyThread } from './kit/reply-thread/index.ts';
import type { ExportAsked } from './surfaces/index.ts';

/** Of each of the two pools of the thread: one piece is made at a time, and another export may begin meanwhile. */
export const EXPORT_CONNECTIONS_MAX = 2;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the thread of exports gets when it starts. */
export interface ExportSettings {
  /** All hosts of the database. */
  readonly url: string;
  readonly timeoutMs: number;
}

/** An export, and which host is the primary now. */
export interface ExportWork {
  readonly found: HostsState;
  readonly asked: ExportAsked;
}

/** What the thread reports. */
export type ExportNote =
  | { readonly kind: 'warning'; readonly error: Error }
  | { readonly kind: 'standby'; readonly outcome: LateOutcome };

interface ExportsOptions {
  readonly hosts: DatabaseHosts;
  readonly timeoutMs: number;
  readonly log: Logger;
  readonly onStandby: (outcome: LateOutcome) => void;
}

/** The thread that makes the files of lists; it starts with the first of them. */
export function openExports({ hosts, timeoutMs, log, onStandby }: ExportsOptions): Exports {
  const thread = new ReplyThread({
    file: () => pathToFileURL(threadEntry(process.argv[1], ROOT)),
    data: { url: hosts.named, timeoutMs } satisfies ExportSettings,
    pace: exportPiece,
    onNote: (sent) => {
      const given = sent as ExportNote;
      if (given.kind === 'standby') onStandby(given.outcome);
      else log.warn({ err: given.error }, 'a database connection of the exports broke');
    },
    onLost: (error) =>
      log.error({ err: error }, 'the thread of exports ended; the next export starts another'),
  });
  return {
    get used() {
      return thread.used;
    },
    reply: (asked, reader) => {
      const work: ExportWork = { found: hosts.state, asked: asked as ExportAsked };
      return thread.reply(work, reader);
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

export type Exports = Pick<ReplyThread, 'reply' | 'used'> & AsyncDisposable;
