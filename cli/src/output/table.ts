import { type Paint, visible } from './paint.ts';

/** A cell; null is shown as a dash. */
export type Cell = string | number | boolean | null | undefined;

export interface Column {
  readonly title: string;
  /** Figures are aligned at the right. */
  readonly isFigure?: boolean;
}

/** Returns lines of aligned columns under their titles, each ended; a sentence if there are no rows. */
export function table(
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
  { paint, empty }: { readonly paint: Paint; readonly empty: string },
): string {
  if (rows.length === 0) return `${empty}\n`;
  const heads = columns.map((each) => (typeof each === 'string' ? { title: each } : each));
  const texts = rows.map((row) => row.map(textOf));
  const widths = heads.map(({ title }, at) =>
    Math.max(title.length, ...texts.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const isFigure = (heads[at] as Column | undefined)?.isFigure === true;
        return isFigure ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd();
  const lines = texts.map((row) => paint.state(line(row)));
  return `${[paint.bold(line(heads.map(({ title }) => title))), ...lines].join('\n')}\n`;
}

/** Returns one line for each member that is there. */
export function fields(members: Readonly<Record<string, Cell>>, paint: Paint): string {
  const shown = Object.entries(members).filter(([, value]) => value !== undefined);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown
    .map(([name, value]) => `${paint.dim(name.padEnd(width))}  ${paint.state(textOf(value))}\n`)
    .join('');
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '-';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return visible(String(cell));
}
