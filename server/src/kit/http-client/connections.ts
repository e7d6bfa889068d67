import type { buildConnector } from 'undici';
import { assert } from '../assert.ts';
import { Connection, type ConnectionOwner, type Message } from './connection.ts';
import type { Exchange } from './exchange.ts';

/** What rested longer is looked at once more before we write. */
const UNSEEN_MS = 5;
/** How often we look for connections that rested too long. */
const LOOK_EVERY_MS = 1_000;
const PATH = /^\/[\x21-\x7e]*$/;

/** What is sent: header lines, each ended by CR LF, and the body as text. */
export interface Post {
  readonly headers: string;
  readonly body: string;
  /** The length of the body as UTF-8. */
  readonly bodyBytes: number;
}

/**
 * Connections over which one URL is POSTed to, one request at a time on each (HTTP/1.1). As many are open as its caller has requests
 * in progress; one that is free is used again, and closed before its server would. Redirects are replies like any other.
 */
export class Connections implements ConnectionOwner {
  readonly #connect: buildConnector.connector;
  readonly #target: buildConnector.Options;
  /** The head up to the headers of a request. */
  readonly #prefix: string;
  /** The one that was used last is at the end, and is used first. */
  readonly #idle: Connection[] = [];
  #isClosed = false;
  /** Set while any is free. */
  #timer: NodeJS.Timeout | undefined;

  constructor(
    { protocol, hostname, host, port, pathname, search }: URL,
    connect: buildConnector.connector,
  ) {
    const path = `${pathname}${search}`;
    assert(PATH.test(path), 'a URL encodes what no head may have');
    this.#connect = connect;
    this.#target = { protocol, hostname, host, port };
    this.#prefix = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
  }

  /** Sends one request. Its exchange gets the reply, or an error, unless it is cut before. */
  post({ headers, body, bodyBytes }: Post, exchange: Exchange): void {
    const text = `${this.#prefix}${headers}content-length: ${bodyBytes}\r\n\r\n${body}`;
    // A text of ASCII is written as it is, without a copy.
    this.#send({ text, encoding: bodyBytes === body.length ? 'latin1' : 'utf8' }, exchange);
  }

  #send(message: Message, exchange: Exchange): void {
    const free = this.#free();
    if (free === null) {
      this.#open(message, exchange);
    } else if (performance.now() - free.idleSince < UNSEEN_MS) {
      free.send(message, exchange);
    } else {
      // What came meanwhile, its end or a reply to nothing, is seen before we write.
      setImmediate(() => {
        if (exchange.isCut) this.onFree(free);
        else if (free.isOpen) free.send(message, exchange);
        else this.#send(message, exchange);
      });
    }
  }

  /**
   * Its server closed a connection while the request was on its way, and answered nothing: it is sent over a new one. Should the server have read it
   * all the same, it gets one request twice; so does whoever answers nothing and is tried again.
   */
  onStale(message: Message, exchange: Exchange): void {
    this.#open(message, exchange);
  }

  /** The free connection that was used last, if any can still be used. */
  #free(): Connection | null {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      if (isUsable(last)) return last;
      last.destroy();
    }
    return null;
  }

  #open(message: Message, exchange: Exchange): void {
    this.#connect(this.#target, (error, socket) => {
      if (error) {
        if (!exchange.isCut) exchange.onEnd(error);
      } else if (exchange.isCut) {
        socket.destroy();
      } else {
        new Connection(socket, this).send(message, exchange);
      }
    });
  }

  onFree(free: Connection): void {
    if (this.#isClosed || !free.isOpen) {
      free.destroy();
      return;
    }
    this.#idle.push(free);
    this.#timer ??= this.#lookLater();
  }

  #lookLater(): NodeJS.Timeout {
    return setTimeout(() => {
      for (const free of this.#idle.splice(0)) {
        if (isUsable(free)) this.#idle.push(free);
        else free.destroy();
      }
      this.#timer = this.#idle.length > 0 ? this.#lookLater() : undefined;
    }, LOOK_EVERY_MS).unref();
  }

  /** Closes those that are free now, and each other one after its reply. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const free of this.#idle.splice(0)) free.destroy();
  }
}

function isUsable(free: Connection): boolean {
  return free.isOpen && performance.now() < free.idleUntil;
}
