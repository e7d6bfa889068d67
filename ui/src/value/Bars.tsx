import classes from './bars.module.css';

export interface Bar {
  readonly key: string;
  /** For the height alone; less than 0 hangs below the line. */
  readonly value: number;
  /** What it says when it is pointed at. */
  readonly title: string;
  /** Its time is not over. */
  readonly isOpen?: boolean;
}

const HEIGHT = 96;
const BAR = 8;
const GAP = 2;

/** Bars beside each other, from zero. Drawn for the eye only: a table beside them has the same figures for everybody. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const top = bars.reduce((most, { value }) => Math.max(most, value), 0);
  const bottom = bars.reduce((least, { value }) => Math.min(least, value), 0);
  const scale = top === bottom ? 0 : HEIGHT / (top - bottom);
  const zero = top * scale;
  const width = Math.max(1, bars.length * (BAR + GAP) - GAP);
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {bars.map(({ key, value, title, isOpen = false }, index) => {
        const height = Math.max(1, Math.abs(value) * scale);
        return (
          <rect
            key={key}
            x={index * (BAR + GAP)}
            y={Math.min(value < 0 ? zero : zero - height, HEIGHT - height)}
            width={BAR}
            height={height}
            data-open={isOpen}
          >
            <title>{title}</title>
          </rect>
        );
      })}
    </svg>
  );
}
