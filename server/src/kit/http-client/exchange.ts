import type { ReplySink } from './reply-reader.ts';

/** One request and its reply, as its sender sees them. */
export abstract class Exchange implements ReplySink {
  /** Nothing more is called. */
  isCut = false;
  /** What carries it; null while there is none. */
  connection: { destroy(): void } | null = null;

  abstract onHead(head: Parameters<ReplySink['onHead']>[0]): void;
  abstract onBody(bytes: Buffer): void;
  /** So many bytes more were read of a reply that is not complete yet, whatever they mean. */
  abstract onBytes(count: number): void;
  /** The last call: the reply is complete (null), or will not be. */
  abstract onEnd(error: Error | null): void;

  /** Ends it from our side, with its connection. */
  cut(): void {
    this.isCut = true;
    this.connection?.destroy();
  }
}
