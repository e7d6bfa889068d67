import type { Environment } from './env.ts';
import { rootUrl } from './parse.ts';
import { SettingError } from './setting-error.ts';

/** A part of the shop that is an installation of its own, as people choose it. */
export interface CellSetting {
  readonly letter: string;
  /** Its PUBLIC_URL. */
  readonly url: string;
  readonly name: string;
}

const CELL = /^(?<letter>[a-z]) +(?<address>\S{1,200}) +(?<name>\S(?:.{0,38}\S)?)$/;

/** All cells of the shop, this one among them: `e https://eu.example.com Europe, u https://us.example.com Americas`. */
export function readCells(env: Environment): readonly CellSetting[] {
  const text = env.CELLS;
  if (text === undefined) return [];
  const cells = text.split(',').map((part) => cellOf(part.trim()));
  const known = cells.filter((cell) => cell !== null);
  const letters = new Set(known.map(({ letter }) => letter));
  const isOurs = env.CELL !== undefined && letters.has(env.CELL);
  if (known.length === cells.length && letters.size === cells.length && isOurs) return known;
  const takes =
    'letter, address and name of each cell, that of CELL among them, such as e https://eu.example.com Europe, u https://us.example.com Americas';
  throw new SettingError('CELLS', text, takes);
}

function cellOf(text: string): CellSetting | null {
  const { letter, address, name } = CELL.exec(text)?.groups ?? {};
  const url = address === undefined ? null : rootUrl(address);
  if (letter === undefined || name === undefined || url === null) return null;
  return { letter, url, name };
}
