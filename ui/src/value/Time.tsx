import { nextTask } from '../app/later.ts';
import { text } from '../text/text.ts';
import { useHint } from './use-hint.tsx';
import { useUtc } from './utc-setting.ts';
import { utcText } from './utc-text.ts';
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
  /** It is shown in both zones, one below the other. */
  readonly both?: boolean;
}

type Form = 'whole' | 'exact' | 'day' | 'ago';

/**
 * A time in the reader's zone, or in UTC once the reader has switched all of them to it: in the header, in the menu of the account, or by the key
 * `u`. It shows the other one under a mouse. It is no stop of Tab: a list has more times than anybody wants to pass.
 */
export function Time({ at, form = 'whole', both = false }: Props) {
  return at === null ? text.none : <Known at={at} form={form} both={both} />;
}

function Known({ at, form, both }: Required<Props> & { readonly at: string }) {
  const isUtc = useUtc();
  const other = textIn(!isUtc, at, 'exact');
  const [over, words] = useHint(other);
  return (
    <>
      <time dateTime={at} className={classes.time} aria-description={other} {...over}>
        {textIn(isUtc, at, form)}
      </time>
      {words}
      {both && <div className="quiet">{textIn(!isUtc, at, form)}</div>}
    </>
  );
}

function textIn(isUtc: boolean, at: string, form: Form): string {
  if (isUtc) return utcText(at, form === 'ago' ? 'whole' : form);
  const date = new Date(at);
  return form === 'ago' ? fromNow(date) : formats[form]().format(date);
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
