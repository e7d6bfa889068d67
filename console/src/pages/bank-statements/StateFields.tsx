import { Select, SimpleGrid } from '@mantine/core';
import { type CsvRowState, type CsvSurvey, csvRowStates } from '@psnb2b/contract/states';
import { words } from './words.ts';

interface Props {
  readonly states: CsvSurvey['states'];
  readonly meaningOf: (value: string) => CsvRowState | null;
  readonly onChange: (value: string, means: CsvRowState) => void;
}

/** Asks what each text in the column of states means; a text that is not known is not guessed. */
export function StateFields({ states, meaningOf, onChange }: Props) {
  return (
    <div>
      <div>{words.statesLead}</div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {states.map(({ value, rows }) => (
          // by hand: there is one choice for each text of the file.
          <Select
            key={value}
            label={words.rowsOf(value === '' ? words.emptyState : value, rows)}
            data={csvRowStates.map((each) => ({ value: each, label: words.means[each] }))}
            value={meaningOf(value)}
            placeholder={words.choose}
            required
            allowDeselect={false}
            onChange={(means) => means && onChange(value, means as CsvRowState)}
          />
        ))}
      </SimpleGrid>
    </div>
  );
}
