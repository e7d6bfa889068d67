import { encode } from 'uqr';
import classes from './value.module.css';

interface Props {
  readonly value: string;
  /** What it holds, for those who cannot see it. */
  readonly label: string;
  /** How much of it may be unreadable: L 7 %, M 15 %. Some formats demand one. */
  readonly level?: 'L' | 'M';
}

/** A text as a QR code, dark on white whatever the theme, because cameras expect that. */
export function QrCode({ value, label, level = 'L' }: Props) {
  const { data, size } = encode(value, { border: 2, ecc: level });
  const cells = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={cells.join('')} fill="#000" />
    </svg>
  );
}
