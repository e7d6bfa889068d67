import { Select } from '@mantine/core';
import { codesColumns } from '@psnb2b/contract/states';
import type { Draft, Meaning } from './draft.ts';
import classes from './imports.module.css';
import { words } from './words.ts';

const CHOICES = [...codesColumns, 'ignore'] as const;

/** What each column of the file is. A first line that is no header is not shown: it has a code. */
export function ColumnsField({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}) {
  const { head, headless, meanings } = draft;
  const set = (index: number, meaning: Meaning) =>
    onChange({ ...draft, meanings: meanings.map((each, at) => (at === index ? meaning : each)) });
  return (
    <fieldset className={classes.columns}>
      <legend>{words.columns}</legend>
      <div className="quiet">{words.columnsLead}</div>
      {head.cells.map((cell, index) => {
        const position = index + 1;
        const name = headless === false ? cell || words.column(position) : words.column(position);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their position.
          <div key={index} className={classes.column}>
            <span className="breaks">{name}</span>
            {/* by hand: it is about the file, and no member of the call by itself. */}
            <Select
              aria-label={words.meaning(name)}
              placeholder={words.choose}
              data={CHOICES.map((value) => ({ value, label: words.meanings[value] }))}
              value={meanings[index] ?? null}
              onChange={(value) => set(index, value as Meaning)}
              allowDeselect={false}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
