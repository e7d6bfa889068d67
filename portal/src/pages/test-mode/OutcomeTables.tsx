import { Code } from '@mantine/core';
import {
  testDescriptions,
  testErrorHeader,
  testErrors,
  testQuantities,
} from '@psnb2b/contract/states';
import { columnsOf, DataTable, Section } from '@psnb2b/ui';
import { outcomeWords as words } from './words.ts';

interface Row {
  /** What a program sends. */
  readonly sent: string;
  /** What happens then; \`…\` is code. */
  readonly result: string;
}

const rowsOf = (table: Readonly<Record<string, string>>): Row[] =>
  Object.entries(table).map(([sent, result]) => ({ sent, result }));

const QUANTITIES = Object.values(testQuantities).map(({ quantity, result }) => ({
  sent: String(quantity),
  result,
}));

const TABLES = [
  { ...words.quantities, rows: QUANTITIES },
  { ...words.descriptions, rows: rowsOf(testDescriptions) },
  { ...words.errors(testErrorHeader), rows: rowsOf(testErrors) },
];

const col = columnsOf<Row>();

/** What a program chooses itself: by a quantity, a description or a header. The guide has the same tables. */
export function OutcomeTables() {
  return TABLES.map(({ title, lead, sent, rows }) => (
    <Section key={title} title={title} flush lead={<Marked text={lead} />}>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(row) => row.sent}
        columns={[
          col.cell('sent', sent, (row) => <Code>{row.sent}</Code>),
          col.cell('result', words.result, ({ result }) => <Marked text={result} />),
        ]}
      />
    </Section>
  ));
}

/** A sentence in which what stands between backticks is code. */
function Marked({ text }: { readonly text: string }) {
  let place = 0;
  const pieces = text.split('`').map((piece, index) => {
    place += piece.length + 1;
    return index % 2 === 0 ? piece : <Code key={place}>{piece}</Code>;
  });
  return <span>{pieces}</span>;
}
