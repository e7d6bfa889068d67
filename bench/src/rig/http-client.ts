import { connect, type Socket } from 'node:net';

const READ_BYTES = 64 * 1024;
const HEAD_END = '\r\n\r\n';
const NO_CONTENT = new Set([204, 304]);
const EXCERPT_BYTES = 600;

/**
 * One keep-alive connection with one request in flight, as cheap as Node can: it shares the machine with the server
 * that is measured. It reads only status and length of a reply and skips the rest.
 */
class Connection {
  readonly #socket: Socket;
  #onReply: (status: number, excerpt: string) => void = () => {};
  #bodyLeft = 0;
  #status = 0;
  #excerpt = '';
  #carried: Buffer | null = null;

  constructor(url: URL, onOpen: () => void, onBroken: (error: Error) => void) {
    const onread = {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (bytes: number, buffer: Uint8Array) => {
        this.#read(buffer as Buffer, bytes);
        return true;
      },
    };
    const address = { host: url.hostname, port: Number(url.port), noDelay: true };
    this.#socket = connect({ ...address, onread }, onOpen);
    this.#socket.on('error', onBroken);
    this.#socket.on('close', () => onBroken(new Error('the server closed a connection')));
  }

  send(request: string, onReply: (status: number, excerpt: string) => void): void {
    this.#onReply = onReply;
    this.#socket.write(request, 'latin1');
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #read(buffer: Buffer, bytes: number): void {
    if (this.#bodyLeft === 0) {
      const from = this.#readHead(buffer, bytes);
      if (from !== null) this.#readBody(bytes - from);
    } else {
      this.#readBody(bytes);
    }
  }

  /** Where the body begins; null while the head is incomplete. */
  #readHead(buffer: Buffer, bytes: number): number | null {
    let head = buffer.subarray(0, bytes);
    const before = this.#carried?.length ?? 0;
    if (this.#carried) head = Buffer.concat([this.#carried, head]);
    const end = head.indexOf(HEAD_END, 0, 'latin1');
    if (end < 0) {
      this.#carried = Buffer.from(head);
      return null;
    }
    this.#carried = null;
    const text = head.toString('latin1', 0, end);
    this.#status = Number(text.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    this.#bodyLeft = NO_CONTENT.has(this.#status) ? 0 : Number(length ?? Number.NaN);
    if (Number.isNaN(this.#bodyLeft)) throw new Error('a reply without Content-Length');
    if (this.#status >= 400) this.#excerpt = head.toString('utf8', end, end + EXCERPT_BYTES);
    return end + HEAD_END.length - before;
  }

  #readBody(bytes: number): void {
    this.#bodyLeft -= bytes;
    if (this.#bodyLeft > 0) return;
    this.#bodyLeft = 0;
    this.#onReply(this.#status, this.#excerpt);
  }
}

export interface Load {
  /** How long requests are sent, and how many at most. */
  readonly seconds: number;
  readonly requestsMax?: number;
  /** The complete next request as text. */
  readonly next: () => string;
  /** The status that every reply must have. */
  readonly status: number;
  /**
   * Whether this process stays awake while it waits. The cost of waking a sleeping process is charged to the server
   * that sends to it (9 against 2 µs per reply, measured), so a server that is slower than its client would pay for its
   * slowness twice.
   */
  readonly awake?: boolean;
}

export interface Paced extends Pick<Load, 'seconds' | 'next' | 'status'> {
  readonly perSecond: number;
}

export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

/** Keeps `inFlight` requests at a server; each connection sends its next one when it has its reply. */
export class HttpClient implements Disposable {
  readonly #connections: Connection[] = [];
  /** Set once a connection is closed, even while nothing runs: a server closes idle ones. */
  #broken: Error | null = null;
  #onBroken: (error: Error) => void = () => {};

  async open(url: URL, inFlight: number): Promise<this> {
    const opened = Array.from({ length: inFlight }, () => {
      return new Promise<void>((resolve, reject) => {
        const onBroken = (error: Error) => {
          reject(error);
          this.#broken = error;
          this.#onBroken(error);
        };
        this.#connections.push(new Connection(url, resolve, onBroken));
      });
    });
    await Promise.all(opened);
    return this;
  }

  /** Runs until the time is up, or enough are sent, and every request has its reply. */
  async run(load: Load): Promise<Loaded> {
    const sleep = load.awake ? stayAwake() : undefined;
    try {
      return await this.#send(load);
    } finally {
      sleep?.();
    }
  }

  #send(load: Load): Promise<Loaded> {
    const { seconds, requestsMax = Number.POSITIVE_INFINITY, next, status: wanted } = load;
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#onBroken = reject;
      const latenciesMs: number[] = [];
      const began = performance.now();
      const end = began + seconds * 1000;
      let sending = 0;
      let busy = this.#connections.length;
      const sendOn = (connection: Connection, sent: number) => {
        sending += 1;
        connection.send(next(), (status, excerpt) => {
          const now = performance.now();
          latenciesMs.push(now - sent);
          if (status !== wanted) reject(new Error(`status ${status}, not ${wanted}: ${excerpt}`));
          else if (now < end && sending < requestsMax) sendOn(connection, now);
          else {
            busy -= 1;
            if (busy > 0) return;
            resolve({ requests: latenciesMs.length, seconds: (now - began) / 1000, latenciesMs });
          }
        });
      };
      for (const connection of this.#connections) sendOn(connection, performance.now());
    });
  }

  /**
   * Sends requests at random moments, so many a second on average (Poisson), whatever their replies take. A request that finds no
   * free connection waits for one, and its wait counts. What is due is looked at every millisecond.
   */
  paced({ perSecond, seconds, next, status: wanted }: Paced): Promise<Loaded> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#onBroken = reject;
      const free = [...this.#connections];
      const waiting: number[] = [];
      const latenciesMs: number[] = [];
      const began = performance.now();
      const end = began + seconds * 1000;
      let due = began;
      const sendWaiting = () => {
        const connection = waiting.length > 0 ? free.pop() : undefined;
        const since = connection && waiting.shift();
        if (connection === undefined || since === undefined) return;
        connection.send(next(), (status, excerpt) => {
          if (status !== wanted) reject(new Error(`status ${status}, not ${wanted}: ${excerpt}`));
          latenciesMs.push(performance.now() - since);
          free.push(connection);
          sendWaiting();
        });
      };
      const timer = setInterval(() => {
        const now = performance.now();
        for (; due < Math.min(now, end); due += (-Math.log(1 - Math.random()) * 1000) / perSecond) {
          waiting.push(now);
          sendWaiting();
        }
        if (now < end || free.length < this.#connections.length) return;
        clearInterval(timer);
        const took = (now - began) / 1000;
        resolve({ requests: latenciesMs.length, seconds: took, latenciesMs });
      }, 1);
    });
  }

  [Symbol.dispose](): void {
    for (const connection of this.#connections) connection.close();
  }
}

/** While an immediate is due, the event loop checks its sockets without waiting. Returns what ends it. */
function stayAwake(): () => void {
  let next = setImmediate(again);
  function again() {
    next = setImmediate(again);
  }
  return () => clearImmediate(next);
}

export function openHttpClient(url: URL, inFlight: number): Promise<HttpClient> {
  return new HttpClient().open(url, inFlight);
}

/** Returns a GET without a body. */
export function getRequest(url: URL, path: string, headers: Readonly<Record<string, string>>) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\n${lines.join('')}\r\n`;
}
