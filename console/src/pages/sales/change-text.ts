import { groupDigits, withUnit } from '@psnb2b/ui';

/** How one figure differs from the one before, in words: `6.1 % more than 1–28 Oct 2026 (83,000.00 EUR)`. */
export function changeText(
  now: string | number | null,
  before: string | number | null,
  than: string,
  unit = '',
): string | null {
  if (now === null || before === null) return null;
  const [a, b] = [Number(now), Number(before)];
  const figure = groupDigits(before).replace('-', '−');
  const shown = unit === '' ? figure : withUnit(figure, unit);
  if (a === b) return `As ${than}`;
  // A share of nothing, or of a loss, has no meaning.
  if (b <= 0) return `${a > b ? 'More' : 'Less'} than ${than} (${shown})`;
  const share = (Math.abs(a - b) / b) * 100;
  const percent = share < 0.1 ? 'under 0.1' : groupDigits(share.toFixed(1));
  return `${withUnit(percent, '%')} ${a > b ? 'more' : 'less'} than ${than} (${shown})`;
}
