import * as contract from '@psnb2b/contract';
import { sumActs } from '../../audit/index.ts';
import { actorNames } from '../../identity/index.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { countWaiting, presentTodaySales, queueWaits, todaySales } from '../../reports/index.ts';
import { readToday } from '../../sales/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const CHANGES_MAX = 50;
const COST_READERS: ReadonlySet<string> = new Set(contract.costReaders);

/** What waits for the staff, how today sells, and what others changed since yesterday. */
export function todayRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    getToday: async ({ at }) => json(200, present(contract.Today, await countWaiting(reads, at))),
    listQueueWaits: async ({ at }) => {
      const waits = await queueWaits(reads, at);
      const names = await actorNames(
        reads,
        waits.flatMap(({ last }) => last?.actor ?? []),
      );
      return whole(
        waits.map((each) =>
          present(contract.QueueWait, {
            ...{ ...each, lastAt: each.last?.at ?? null },
            // nothing: a command line has no name.
            lastBy: names.get(each.last?.actor ?? '') ?? null,
          }),
        ),
      );
    },
    getTodaySales: async ({ caller, at }) => {
      const found = await todaySales(reads, at);
      return json(200, presentTodaySales(found, COST_READERS.has(caller.role), at));
    },
    getTodayChanges: async ({ at }) => {
      const { yesterdayAt: since } = await readToday(reads, at);
      const acts = await sumActs(reads, contract.todayActions, since, CHANGES_MAX);
      const names = await actorNames(
        reads,
        acts.map(({ actor }) => actor),
      );
      const changes = acts.map((each) => ({
        ...each,
        // nothing: a command line has no name.
        actorName: names.get(each.actor) ?? null,
      }));
      return json(200, present(contract.TodayChanges, { since, changes }));
    },
  });
}
