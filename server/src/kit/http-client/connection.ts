import type { Socket } from 'node:net';
import type { Exchange } from './exchange.ts';
import { ReplyReader } from './reply-reader.ts';

/** Exchanges that are complete, until the loop has turned once more. */
let complete: Connection[] = [];

function settleAll(): void {
  const all = complete;
  complete = [];
  for (const each of all) each.settle();
}

/** What is written of a request. */
export interface Message {
  readonly text: string;
  readonly encoding: 'latin1' | 'utf8';
}

export interface ConnectionOwner {
  /** It may carry another exchange. */
  onFree(connection: Connection): void;
  /** It had been closed before this was sent: it was not read. */
  onStale(message: Message, exchange: Exchange): void;
}

/** An open socket, and the one exchange that it carries. */
export class Connection {
  /** performance.now() since when it carries none. */
  idleSince = 0;
  /** Until when it may be used again, by the same clock. */
  idleUntil = 0;
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #reader = new ReplyReader();
  #exchange: Exchange | null = null;
  #message: Message | null = null;
  #isComplete = false;
  #isOver = false;
  /** It carried an exchange before this one, of whose reply nothing has come. */
  #isUsed = false;

  constructor(socket: Socket, owner: ConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    // An exchange has a time limit of its own, which keeps the process alive.
    socket.unref();
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', (error) => this.#fail(error));
    socket.on('end', () => this.#ended());
    socket.on('close', () => this.#ended());
  }

  get isOpen(): boolean {
    return !this.#isOver;
  }

  send(message: Message, exchange: Exchange): void {
    this.#exchange = exchange;
    this.#message = message;
    exchange.connection = this;
    this.#socket.write(message.text, message.encoding);
  }

  destroy(): void {
    this.#isOver = true;
    this.#exchange = null;
    this.#message = null;
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    const exchange = this.#exchange;
    if (exchange === null || this.#isComplete) {
      // Nobody asked for these.
      this.#close();
      return;
    }
    this.#isUsed = false;
    try {
      const isWhole = this.#reader.read(bytes, exchange);
      if (exchange.isCut) return;
      if (!isWhole) {
        exchange.onBytes(bytes.length);
        return;
      }
    } catch (error) {
      this.#fail(error as Error);
      return;
    }
    this.#complete();
  }

  /**
   * The sender receives the reply after another turn of the loop, as the connection is free only then: a server that closes right behind
   * its reply, without having said so, is noticed before the next request is written.
   */
  #complete(): void {
    this.#isComplete = true;
    if (complete.push(this) === 1) setImmediate(settleAll);
  }

  settle(): void {
    const exchange = this.#exchange;
    this.#exchange = null;
    this.#message = null;
    this.#isComplete = false;
    const { reusableMs } = this.#reader;
    // A reply before the end of its request: the rest of that is of no use to anybody.
    if (reusableMs > 0 && !this.#isOver && this.#socket.writableLength === 0) {
      this.#isUsed = true;
      this.idleSince = performance.now();
      this.idleUntil = this.idleSince + reusableMs;
      this.#owner.onFree(this);
    } else {
      this.#close();
    }
    if (exchange !== null && !exchange.isCut) exchange.onEnd(null);
  }

  #close(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  #ended(): void {
    this.#isOver = true;
    if (this.#exchange === null || this.#isComplete) return;
    if (this.#reader.end()) this.#complete();
    else this.#fail(new Error('the other side closed the connection'));
  }

  #fail(error: Error): void {
    this.#isOver = true;
    if (this.#isComplete) return;
    const [exchange, message] = [this.#exchange, this.#message];
    this.destroy();
    if (exchange === null || exchange.isCut) return;
    if (this.#isUsed && message !== null) this.#owner.onStale(message, exchange);
    else exchange.onEnd(error);
  }
}
