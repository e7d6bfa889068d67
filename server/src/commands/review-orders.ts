import type { Command } from 'commander';
import type { App } from '../app.ts';
import { idOf } from '../kit/id-of.ts';
import { bodyOf, orderText, type Review, reviewOrder } from '../orders/index.ts';
import { act, OPERATOR, type Printed } from './session.ts';

interface Options {
  readonly json?: boolean;
  readonly order: string;
  readonly reason: string;
}

/** What staff decide on orders that wait. */
export function reviewCommands(orders: Command): void {
  const decide = (name: Review['act'], what: string) =>
    orders.command(name).description(what).requiredOption('--order <id>').option('--json');
  decide('approve', 'approve an order: it is paid from the money on hold and delivered').action(
    act((app, options: Options) => review(app, options, { act: 'approve' })),
  );
  for (const [name, what] of [
    ['refuse', 'refuse an order that waits for an approval: its money and codes are released'],
    ['cancel', 'cancel an order that waits, for its partner: its money and codes are released'],
  ] as const) {
    decide(name, what)
      .requiredOption('--reason <text>', 'why, in words that the partner reads')
      .action(
        act((app, options: Options) => review(app, options, { act: name, reason: options.reason })),
      );
  }
}

async function review(app: App, { order }: Options, decision: Review): Promise<Printed> {
  const by = { actor: OPERATOR, at: app.clock.now() };
  const reviewed = await reviewOrder(app, idOf('ord', order, '/order'), decision, by);
  const value = bodyOf(orderText(reviewed));
  const { id, status, failure } = value;
  return { value, lines: [`${id} is ${status}${failure ? `: ${failure.detail}` : ''}`] };
}
