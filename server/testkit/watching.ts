/** An event of a stream, as it came. */
export interface Said {
  readonly event: string;
  readonly id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An open stream of server-sent events, read one by one. */
export class Watching {
  readonly response: Response;
  readonly #end = new AbortController();
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #text = '';
  readonly #decoder = new TextDecoder();
  /** The id of the last event. */
  lastId: string | null = null;

  private constructor(response: Response, end: AbortController) {
    this.response = response;
    this.#end = end;
    this.#reader = response.body?.getReader();
  }

  static async open(url: string, headers: Headers): Promise<Watching> {
    const end = new AbortController();
    return new Watching(await fetch(url, { headers, signal: end.signal }), end);
  }

  /** The next event; null once the stream has ended. Comments are passed over. */
  async next(): Promise<Said | null> {
    for (;;) {
      const at = this.#text.indexOf('\n\n');
      if (at < 0) {
        const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
        if (done) return null;
        this.#text += this.#decoder.decode(value, { stream: true });
        continue;
      }
      const lines = this.#text.slice(0, at).split('\n');
      this.#text = this.#text.slice(at + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
      const event = field('event');
      if (event === null) continue;
      this.lastId = field('id') ?? this.lastId;
      return { event, id: field('id'), data: JSON.parse(field('data') ?? '{}') };
    }
  }

  /** Reads on until one of the changed names is this one; returns all names that came. */
  async until(name: string): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    while (!names.has(name)) {
      const said = await this.next();
      if (said === null) throw new Error(`the stream ended before ${name} changed`);
      if (said.event === 'changed') for (const each of Object.keys(said.data)) names.add(each);
    }
    return names;
  }

  /** Reads on until the stream has ended. */
  async ended(): Promise<Said[]> {
    const rest: Said[] = [];
    for (;;) {
      const said = await this.next();
      if (said === null) return rest;
      rest.push(said);
    }
  }

  close(): void {
    this.#end.abort();
  }
}
