import { Counter, Gauge, type Registry } from 'prom-client';

/** Invoices and credit notes: issued by this process, and partners whose documents wait for something. */
export class DocumentFigures {
  readonly issued: Counter<'kind'>;
  readonly #waiting: Gauge<'for'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.issued = new Counter({
      name: 'psnb2b_documents_issued_total',
      help: 'Documents that this process issued, by kind: `invoice` or `credit_note`.',
      labelNames: ['kind'],
      registers,
    });
    this.#waiting = new Gauge({
      name: 'psnb2b_documents_waiting',
      help: 'Partners whose documents of closed months wait for company data of the shop, or for their own address in printable letters.',
      labelNames: ['for'],
      registers,
    });
  }

  setWaiting(counts: Readonly<Record<'company' | 'address' | 'letters', number>>): void {
    for (const [what, count] of Object.entries(counts)) this.#waiting.set({ for: what }, count);
  }
}
