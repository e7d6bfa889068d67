import { nextTask } from '../app/later.ts';
import { text } from '../text/text.ts';
import { useHint } from './use-hint.tsx';
import { useUtc } from './utc-setting.ts';
import classes from './value.module.css';

// Created when the first time is shown: each formatter takes as long to create as a small page takes to draw.
const whole = once(
  () => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
);
const exact = once(
  () => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const day = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }));
const formats = { whole, exact, day };
const ago = once(() => new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }));

/** Creates what shows times, in a task of its own: before the first of them is drawn with a page. */
export async function readyTimes(): Promise<void> {
  await nextTask();
  ago();
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

interface Props {
  /** RFC 3339, UTC; null is shown as a dash. */
  readonly at: string | null;
  /** `whole`: date and time. `exact`: with seconds. `day`: the date. `ago`: how far from now, in words. */
  readonly form?: Form;
  /** It lies in a link or a choice, which has the focus in its place. */
  readonly inside?: boolean;
}

type Form = 'whole' | 'exact' | 'day' | 'ago';

/** A time in the reader's zone, with UTC on hover and on focus; the key `u` shows UTC in place of all times. */
export function Time({ at, form = 'whole', inside = false }: Props) {
  return at === null ? text.none : <Known at={at} form={form} inside={inside} />;
}

function Known({ at, form, inside }: Required<Props> & { readonly at: string }) {
  const isUtc = useUtc();
  const date = new Date(at);
  const utc = text.time.utc(at.replace('T', ' ').replace(/(\.\d+)?Z$/, ''));
  const [over, words] = useHint(utc);
  return (
    <>
      <time
        dateTime={at}
        className={classes.time}
        aria-description={utc}
        // Whoever has no mouse comes to its UTC by Tab.
        {...(!inside && { tabIndex: 0 })}
        {...over}
      >
        {isUtc ? utc : form === 'ago' ? fromNow(date) : formats[form]().format(date)}
      </time>
      {words}
    </>
  );
}

/** Returns `in 3 hours`, `yesterday`; within a minute it is now. */
export function fromNow(date: Date, now: Date = new Date()): string {
  const distance = date.getTime() - now.getTime();
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size) return ago().format(Math.trunc(distance / size), unit);
  }
  return ago().format(0, 'second');
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
