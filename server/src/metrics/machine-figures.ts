import { Gauge, type Registry } from 'prom-client';
import type { Room } from '../kit/room-of.ts';
import { eventLoopDelays } from './event-loop-delay.ts';
import { ScrapedRead } from './scraped-read.ts';

/** What waits for a place in a batch, and how many batches run. */
interface Load {
  readonly waiting: number;
  readonly running: number;
}

/** The connections of a pool, and how many callers wait for one. */
interface Connections {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
}

export interface Machine {
  /** By the name of the lane. */
  readonly lanes: Readonly<Record<string, () => Load>>;
  /** By the name of the pool. */
  readonly pools: Readonly<Record<string, () => Connections>>;
  /** The room of each folder, by what it holds; null if it is not there. */
  readonly rooms: Readonly<Record<string, () => Promise<Room | null>>>;
  /** Size of the write-ahead log; null if this process may not read it. */
  readonly walBytes: () => Promise<number | null>;
  /** Since when the log is not known to be stored beside the backups, in seconds; null if it is not stored. */
  readonly walArchiveAge: () => Promise<number | null>;
}

/** What may run out in this process and on its disks: time of the event loop, places in batches, connections, room. */
export class MachineFigures {
  readonly #registry: Registry;
  /** Each on its own: a folder on a mount that hangs must not hide the disk of another one. */
  readonly #rooms = new Map<string, ScrapedRead<Room | null>>();
  readonly #walBytes = new ScrapedRead<number | null>(null);
  readonly #walArchiveAge = new ScrapedRead<number | null>(null);
  #machine: Machine | undefined;

  /** Registered before all metrics that read the database, so that no scrape counts its own reads among those who wait. */
  constructor(registry: Registry) {
    this.#registry = registry;
    this.#gauge(
      'event_loop_delay_seconds',
      'How late timers of this process were in the last 15 to 30 seconds; nobody is served meanwhile.',
      ['quantile'],
      (set) => {
        const { p50, p99, max } = eventLoopDelays();
        set({ quantile: '0.5' }, p50);
        set({ quantile: '0.99' }, p99);
        set({ quantile: '1' }, max);
      },
    );
    // Measures from the start on.
    eventLoopDelays();
    this.#watchLanes();
    this.#watchPools();
    this.#watchDisks();
  }

  /** Reads these parts of the process at each scrape. */
  watch(machine: Machine): void {
    this.#machine = machine;
    for (const [folder, read] of Object.entries(machine.rooms)) {
      const room = new ScrapedRead<Room | null>(null);
      room.watch(read);
      this.#rooms.set(folder, room);
    }
    this.#walBytes.watch(machine.walBytes);
    this.#walArchiveAge.watch(machine.walArchiveAge);
  }

  #watchLanes(): void {
    const add = (name: string, help: string, figureOf: (load: Load) => number) =>
      this.#gauge(name, help, ['lane'], (set) => {
        for (const [lane, load] of Object.entries(this.#machine?.lanes ?? {}))
          set({ lane }, figureOf(load()));
      });
    add('batch_waiting', 'Requests that wait for a place in a batch.', (load) => load.waiting);
    add('batches_running', 'Batches that are in the database now.', (load) => load.running);
  }

  #watchPools(): void {
    const add = (name: string, help: string, figureOf: (pool: Connections) => number) =>
      this.#gauge(`database_connections_${name}`, help, ['pool'], (set) => {
        for (const [pool, read] of Object.entries(this.#machine?.pools ?? {}))
          set({ pool }, figureOf(read()));
      });
    add('used', 'Connections to the database that are in use.', (pool) => pool.used);
    add('idle', 'Open connections that wait for work.', (pool) => pool.idle);
    add('max', 'The size of the pool.', (pool) => pool.max);
    add('waiting', 'Callers that wait for a connection to the database.', (pool) => pool.waiting);
  }

  #watchDisks(): void {
    const add = (name: string, help: string, figureOf: (room: Room) => number) =>
      this.#gauge(name, help, ['folder'], async (set) => {
        const rooms = [...this.#rooms].map(async ([folder, read]) => {
          const room = await read.value();
          if (room !== null) set({ folder }, figureOf(room));
        });
        await Promise.all(rooms);
      });
    const free =
      'Free bytes on the disk of the data folder, and of the folder of scheduled backups.';
    add('disk_free_bytes', free, (room) => room.freeBytes);
    add('disk_size_bytes', 'The size of these disks.', (room) => room.totalBytes);
    const size =
      'Size of the write-ahead log of the database; absent if this process may not read it.';
    const addRead = (name: string, help: string, read: ScrapedRead<number | null>) =>
      this.#gauge(name, help, [], async (set) => {
        const value = await read.value();
        if (value !== null) set({}, value);
      });
    addRead('wal_bytes', size, this.#walBytes);
    const age =
      'How much of the newest work a restore would lose: the time since which the log is not stored beside the backups; absent if it is not stored.';
    addRead('wal_archive_age_seconds', age, this.#walArchiveAge);
  }

  #gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (
      set: (labels: Partial<Record<Label, string>>, value: number) => void,
    ) => void | Promise<void>,
  ): void {
    new Gauge({
      name: `psnb2b_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      async collect() {
        const found: [Partial<Record<Label, string>>, number][] = [];
        await read((labels, value) => found.push([labels, value]));
        this.reset();
        // Without labels, nothing is not the same as 0; with labels, nothing is left already.
        if (found.length === 0 && labelNames.length === 0) this.remove();
        for (const [labels, value] of found) this.set(labels, value);
      },
    });
  }
}
