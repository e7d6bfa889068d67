import { type DepositStatus, depositsWaiting } from '@psnb2b/contract';
import { Gauge, type Registry } from 'prom-client';
import { SECOND_MS } from '../kit/time.ts';

/** Payments that wait, and addresses that are left. */
export class DepositFigures {
  readonly #waiting: Gauge<'status'>;
  readonly #oldest: Gauge<'status'>;
  readonly #left: Gauge<'asset' | 'network'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#waiting = new Gauge({
      name: 'psnb2b_deposits_waiting',
      help: 'Payments that are not credited yet, by status.',
      labelNames: ['status'],
      registers,
    });
    this.#oldest = new Gauge({
      name: 'psnb2b_deposits_oldest_seconds',
      help: 'How long the oldest of these payments has waited; 0 if none waits.',
      labelNames: ['status'],
      registers,
    });
    this.#left = new Gauge({
      name: 'psnb2b_addresses_left',
      help: 'Addresses for the next partners, by asset and network.',
      labelNames: ['asset', 'network'],
      registers,
    });
  }

  set(
    waiting: readonly { status: DepositStatus; deposits: number; oldestAt: Date }[],
    at: Date,
  ): void {
    for (const status of depositsWaiting) {
      const found = waiting.find((each) => each.status === status);
      const age = found ? (at.getTime() - found.oldestAt.getTime()) / SECOND_MS : 0;
      this.#waiting.set({ status }, found ? found.deposits : 0);
      this.#oldest.set({ status }, age);
    }
  }

  /** Of methods that partners see. */
  setLeft(
    methods: readonly { asset: string | null; network: string | null; left: number }[],
  ): void {
    this.#left.reset();
    for (const { asset, network, left } of methods) {
      if (asset && network) this.#left.set({ asset, network }, left);
    }
  }
}
