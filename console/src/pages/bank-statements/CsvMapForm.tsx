import {
  Button,
  MultiSelect,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Table,
} from '@mantine/core';
import type { BankCsvMap } from '@psnb2b/contract';
import { findCsvHead, RecordReader, readBankCsv } from '@psnb2b/contract/states';
import { useState } from 'react';
import { guessMap } from './guess-map.ts';
import { words } from './words.ts';

const SAMPLE = 5;

interface Props {
  readonly text: string;
  /** What the columns of earlier files were. */
  readonly known: BankCsvMap | null;
  readonly busy: boolean;
  readonly onSave: (map: BankCsvMap) => void;
}

type Single = Exclude<keyof BankCsvMap, 'text' | 'date_form' | 'decimal'>;

/** Asks what the columns of a CSV file are, and shows how its first lines are read so: by the same function that imports them. */
export function CsvMapForm({ text, known, busy, onSave }: Props) {
  const head = findCsvHead(text);
  const names = [...new Set((head?.names ?? []).filter((name) => name !== ''))];
  const [map, setMap] = useState<BankCsvMap>(() => firstMap(text, names, known));
  const [isTwo, setTwo] = useState(map.money_in !== '');
  const set = (change: Partial<BankCsvMap>) => setMap({ ...map, ...change });
  const isComplete =
    map.date !== '' && (isTwo ? map.money_in !== '' && map.money_out !== '' : map.amount !== '');
  const column = (name: Single, label: string, required = false) => (
    // by hand: the choices are the columns of the file.
    <Select
      label={label}
      required={required}
      data={names}
      value={map[name] || null}
      placeholder={words.noColumn}
      onChange={(value) => set({ [name]: value ?? '' })}
      clearable={!required}
      clearButtonProps={{ 'aria-label': words.noColumn }}
      searchable
    />
  );
  return (
    <Stack gap="md">
      <div>
        <strong>{words.map}</strong>
        <div className="quiet">{words.mapLead}</div>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {column('date', words.date, true)}
        {/* by hand: the choices are shown as examples. */}
        <Select
          label={words.dateForm}
          data={Object.entries(words.dateForms).map(([value, label]) => ({ value, label }))}
          value={map.date_form}
          allowDeselect={false}
          onChange={(value) => value && set({ date_form: value as BankCsvMap['date_form'] })}
        />
        {/* by hand: the choices are shown as examples. */}
        <Select
          label={words.decimal}
          data={Object.entries(words.decimals).map(([value, label]) => ({ value, label }))}
          value={map.decimal}
          allowDeselect={false}
          onChange={(value) => value && set({ decimal: value as BankCsvMap['decimal'] })}
        />
        <div>
          <div>{words.signs}</div>
          {/* by hand: it says which columns are asked for. */}
          <SegmentedControl
            aria-label={words.signs}
            data={Object.entries(words.signsOf).map(([value, label]) => ({ value, label }))}
            value={isTwo ? 'two' : 'one'}
            onChange={(value) => {
              setTwo(value === 'two');
              set({ amount: '', money_in: '', money_out: '' });
            }}
          />
        </div>
        {isTwo ? column('money_in', words.moneyIn, true) : column('amount', words.amount, true)}
        {isTwo && column('money_out', words.moneyOut, true)}
        {column('payer', words.payer)}
        {column('payer_account', words.payerAccount)}
        {/* by hand: the choices are the columns of the file. */}
        <MultiSelect
          label={words.text}
          data={names}
          value={[...map.text]}
          onChange={(value) => set({ text: value })}
        />
        {column('bank_reference', words.bankReference)}
        {column('balance', words.balance)}
      </SimpleGrid>
      <Sample text={text} map={map} isComplete={isComplete} />
      <Button disabled={!isComplete} loading={busy} onClick={() => onSave(map)}>
        {words.saveAndImport}
      </Button>
    </Stack>
  );
}

function firstMap(text: string, names: readonly string[], known: BankCsvMap | null): BankCsvMap {
  const head = findCsvHead(text);
  if (!head) return guessMap([], []);
  const rows = new RecordReader(head.delimiter).push(text.slice(0, 64 * 1024), true);
  const first = rows.find(({ line }) => line > head.line);
  const guess = guessMap(head.names, first?.fields ?? []);
  if (!known) return guess;
  const kept = Object.entries(known).map(([name, value]) => {
    const isThere = typeof value === 'string' ? names.includes(value) : true;
    const isForm = name === 'date_form' || name === 'decimal';
    return [name, isThere || isForm ? value : guess[name as keyof BankCsvMap]];
  });
  return {
    ...guess,
    ...Object.fromEntries(kept),
    text: known.text.filter((each) => names.includes(each)),
  };
}

function Sample({
  text,
  map,
  isComplete,
}: {
  readonly text: string;
  readonly map: BankCsvMap;
  readonly isComplete: boolean;
}) {
  if (!isComplete) return <div className="quiet">{words.sampleNone}</div>;
  const { lines, faults } = readBankCsv(text, map, SAMPLE);
  return (
    <div>
      <div>{words.sample}</div>
      {faults.length > 0 && (
        <div role="alert">
          {faults[0]?.column}: {faults[0]?.detail}
        </div>
      )}
      {lines.length > 0 && (
        <Table aria-label={words.sample} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.date}</Table.Th>
              <Table.Th ta="right">{words.amount}</Table.Th>
              <Table.Th>{words.payer}</Table.Th>
              <Table.Th>{words.text}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ line, day, amount, payer, text: written }) => (
              <Table.Tr key={line}>
                <Table.Td>{day}</Table.Td>
                <Table.Td ta="right">{amount}</Table.Td>
                <Table.Td className="breaks">{payer}</Table.Td>
                <Table.Td className="breaks">{written}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
