import { randomUUID } from 'node:crypto';
import type { buildConnector } from 'undici';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { findTenant } from '../partners/index.ts';
import type { Vault } from '../vault/index.ts';
import { type Channel, closeChannel, isFailing, isIdle } from './channel.ts';
import { loadChannels, releaseChannels, renewLeases, takeEndpoints } from './delivery-store.ts';
import { openChannel } from './open-channel.ts';

/** A dead worker's endpoints are free after this. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const RELEASE_IDLE_MS = 5_000;
const HELD_MAX = 1_000;
/** Failing endpoints together have at most half of the places. */
const HELD_FAILING_MAX = 500;

/** The endpoints that this worker has leased: nobody else sends to them meanwhile. */
export class LeasedChannels {
  readonly worker: string = randomUUID();
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #vault: Vault;
  readonly #connect: buildConnector.connector;
  readonly #channels = new Map<string, Channel>();
  readonly #modes = new Map<number, 'live' | 'test'>();
  /** When its oldest lease began, by a monotonic clock. */
  #leasedAt = 0;

  constructor(parts: {
    readonly database: Database;
    readonly clock: Clock;
    readonly vault: Vault;
    readonly connect: buildConnector.connector;
  }) {
    this.#database = parts.database;
    this.#clock = parts.clock;
    this.#vault = parts.vault;
    this.#connect = parts.connect;
  }

  get all(): readonly Channel[] {
    return [...this.#channels.values()];
  }

  /** Nothing is queued, in flight or unrecorded, and no endpoint waits to be released. */
  get isQuiet(): boolean {
    return this.#channels.values().every((channel) => isIdle(channel) && !channel.closing);
  }

  /** Whether nobody else can have been given its endpoints; if not, it begins nothing more. */
  get isInForce(): boolean {
    return this.#leasedForMs < LEASE_MS;
  }

  get #leasedForMs(): number {
    return this.#clock.steadyMs() - this.#leasedAt;
  }

  /** Leases endpoints that have something to do, and releases those that changed or have nothing to do. */
  async refresh(): Promise<void> {
    await this.#renew();
    await this.#release(
      this.all.filter(
        (channel) =>
          isIdle(channel) &&
          (channel.closing || performance.now() - channel.idleSince > RELEASE_IDLE_MS),
      ),
    );
    await this.#take();
  }

  async #renew(): Promise<void> {
    if (this.#channels.size === 0 || this.#leasedForMs < RENEW_MS) return;
    const lease = this.#lease();
    const ours = await renewLeases(this.#database.reads, lease, this.all);
    for (const channel of this.all) if (!ours.has(channel.endpointId)) closeChannel(channel);
    this.#leasedAt = lease.steadyMs;
  }

  async #take(): Promise<void> {
    const failing = this.all.filter(isFailing).length;
    const room = {
      all: HELD_MAX - this.#channels.size,
      failing: Math.max(HELD_FAILING_MAX - failing, 0),
    };
    const lease = this.#lease();
    const taken = await takeEndpoints(this.#database.reads, lease, room);
    if (this.#channels.size === 0) this.#leasedAt = lease.steadyMs;
    const unknown = taken.filter((id) => !this.#channels.has(id));
    if (unknown.length === 0) return;
    for (const row of await loadChannels(this.#database.reads, unknown)) {
      const mode = await this.#modeOf(row.tenantId);
      const channel = openChannel(row, mode, { vault: this.#vault, connect: this.#connect });
      this.#channels.set(row.endpointId, channel);
    }
  }

  #lease() {
    const steadyMs = this.#clock.steadyMs();
    return { worker: this.worker, at: this.#clock.now(), steadyMs, leaseMs: LEASE_MS };
  }

  async #modeOf(tenantId: number): Promise<'live' | 'test'> {
    const known = this.#modes.get(tenantId);
    if (known) return known;
    const tenant = await findTenant(this.#database.reads, tenantId);
    const { mode } = required(tenant, `tenant ${tenantId} has endpoints`);
    this.#modes.set(tenantId, mode);
    return mode;
  }

  /** Releases the endpoints: another worker may continue after everything that is recorded. */
  async releaseAll(): Promise<void> {
    await this.#release(
      this.all.filter((channel) => channel.unrecorded === 0 && channel.inFlight === 0),
    );
  }

  async #release(channels: readonly Channel[]): Promise<void> {
    if (channels.length === 0) return;
    await releaseChannels(this.#database.reads, this.worker, channels);
    for (const channel of channels) {
      this.#channels.delete(channel.endpointId);
      channel.connections.close();
    }
  }
}
