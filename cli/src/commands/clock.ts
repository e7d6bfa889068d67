import type { Run } from '../context.ts';
import { durationOf, secondsOf } from '../duration.ts';
import { usage } from '../exit.ts';
import { callOnce, type OnceOptions } from '../once/call-once.ts';
import { fields } from '../output/table.ts';

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
  const seconds = readDuration(amount);
  await callOnce(context, options, {
    call: 'advanceTestClock',
    given: seconds,
    send: (call) => client.test.advanceClock(seconds, call),
    show,
  });
};

function readDuration(text: string | undefined): number {
  const seconds = text === undefined ? null : secondsOf(text);
  if (seconds !== null) return seconds;
  throw usage('By how much? Such as 90s, 15m, 2h, 8d or 1d12h: psnb2b clock advance 8d.');
}
