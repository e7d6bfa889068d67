import type { Run } from '../context.ts';
import { usage } from '../exit.ts';
import { callOnce, type OnceOptions } from '../once/call-once.ts';
import { fields } from '../output/table.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Shows the test clock, or lets time pass for test data. */
export const clock: Run<OnceOptions> = async (context, [act, amount], options) => {
  const { client } = await context.shop();
  if (act !== undefined && act !== 'advance') {
    throw usage(`A test clock can be advanced only, not ${act}: psnb2b clock advance 8d.`);
  }
  const show = (now: Awaited<ReturnType<typeof client.test.clock>>) =>
    context.print(
      now,
      fields(
        {
          advanced: durationOf(now.advanced_seconds),
          'can be advanced by': durationOf(now.seconds_left),
          'last advanced': now.advanced_at,
        },
        context.paint,
      ),
    );
  if (act === undefined) return show(await client.test.clock({ signal: context.signal }));
  const seconds = secondsOf(amount);
  await callOnce(context, options, {
    call: 'advanceTestClock',
    given: seconds,
    send: (call) => client.test.advanceClock(seconds, call),
    show,
  });
};

/** Reads `90`, `30s`, `15m`, `2h`, `8d`, or several as in `1d12h`. */
export function secondsOf(text: string | undefined): number {
  const isTime = text !== undefined && /^(?:\d{1,8}|(?:\d{1,8}[dhms]){1,4})$/.test(text);
  const seconds = isTime
    ? [...text.matchAll(/(\d+)([dhms]?)/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit || 's'] ?? 1),
        0,
      )
    : 0;
  if (seconds > 0) return seconds;
  throw usage('By how much? Such as 90s, 15m, 2h, 8d or 1d12h: psnb2b clock advance 8d.');
}

/** The same in words that `secondsOf` reads. */
export function durationOf(seconds: number): string {
  let left = seconds;
  const parts = Object.entries(UNITS)
    .reverse()
    .map(([unit, size]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 ? '' : `${count}${unit}`;
    });
  return parts.join('') || '0s';
}
