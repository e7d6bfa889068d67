import { useState } from 'react';
import { readBrand } from '../app/brand.ts';
import { chooseCell, chosenCell } from '../app/cells.ts';
import { words } from './words.ts';

/**
 * Leads to this page in the other cells of the shop. Only a cell itself knows who has an account there, so all of them are offered to everybody:
 * the one that was chosen last in this browser comes first.
 */
export function OtherCells() {
  const { cells } = readBrand();
  const [last] = useState(() => chosenCell(localStorage));
  const here = cells.find(({ isHere }) => isHere);
  if (!here) return null;
  const others = cells.filter(({ isHere }) => !isHere);
  const sorted = others.sort((one, other) => +(other.url === last) - +(one.url === last));
  return (
    <p>
      {words.cells.here(here.name)}{' '}
      {sorted.map(({ name, url }, index) => (
        <span key={url}>
          {index > 0 && ' · '}
          <a
            href={url + location.pathname + location.search}
            onClick={() => chooseCell(localStorage, url)}
          >
            {words.cells.to(name)}
          </a>
          {url === last && ` ${words.cells.last}`}
        </span>
      ))}
    </p>
  );
}
