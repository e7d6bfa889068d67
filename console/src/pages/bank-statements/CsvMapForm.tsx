import {
  Button,
  MultiSelect,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Table,
} from '@mantine/core';
import type { BankAccount, BankCsvMap } from '@psnb2b/contract';
import {
  type CsvRowState,
  type CsvSurvey,
  currencyDecimals,
  findCsvHead,
  readBankCsv,
  surveyCsv,
} from '@psnb2b/contract/states';
import { useMemo, useState } from 'react';
import { guessColumns, guessState } from './guess-map.ts';
import { StateFields } from './StateFields.tsx';
import { words } from './words.ts';

const SAMPLE = 5;
/** Enough for the sample: the whole file is read once, for the forms of its days and amounts. */
const SAMPLE_LENGTH = 64 * 1024;

interface Props {
  readonly text: string;
  /** Whose file it is: its columns may be known from earlier files. */
  readonly account: BankAccount;
  readonly busy: boolean;
  readonly onSave: (map: BankCsvMap) => void;
}

/** A map that is not complete yet: what no row shows is asked. */
interface Draft {
  readonly columns: Columns;
  /** What a person chose, or an earlier file had; null: as all rows show. */
  readonly dateForm: BankCsvMap['date_form'] | null;
  readonly decimal: BankCsvMap['decimal'] | null;
  readonly means: Readonly<Record<string, CsvRowState>>;
}
type Columns = ReturnType<typeof guessColumns>;
type Single = Exclude<keyof Columns, 'text'>;

/** Asks what the columns of a CSV file are, and shows how its first lines are read so: by the same function that imports them. */
export function CsvMapForm({ text, account, busy, onSave }: Props) {
  const head = findCsvHead(text);
  const names = [...new Set((head?.names ?? []).filter((name) => name !== ''))];
  const decimals = currencyDecimals(account.currency);
  const [draft, setDraft] = useState<Draft>(() => firstDraft(names, account.csv_map));
  const { columns } = draft;
  const [isTwo, setTwo] = useState(columns.money_in !== '');
  const set = (change: Partial<Columns>) =>
    setDraft({ ...draft, columns: { ...columns, ...change } });
  const survey = useMemo(() => surveyCsv(text, columns, decimals), [text, columns, decimals]);
  const { map, ask } = mapOf(draft, survey, isTwo);
  const column = (name: Single, label: string, required = false) => (
    // by hand: the choices are the columns of the file.
    <Select
      label={label}
      required={required}
      data={names}
      value={columns[name] || null}
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
          data={choicesOf(words.dateForms, survey.dateForms)}
          value={pick(draft.dateForm, survey.dateForms)}
          placeholder={words.choose}
          error={ask.day}
          allowDeselect={false}
          onChange={(value) =>
            value && setDraft({ ...draft, dateForm: value as BankCsvMap['date_form'] })
          }
        />
        {/* by hand: the choices are shown as examples. */}
        <Select
          label={words.decimal}
          data={choicesOf(words.decimals, survey.decimals)}
          value={pick(draft.decimal, survey.decimals)}
          placeholder={words.choose}
          error={ask.amount}
          allowDeselect={false}
          onChange={(value) =>
            value && setDraft({ ...draft, decimal: value as BankCsvMap['decimal'] })
          }
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
          value={[...columns.text]}
          onChange={(value) => set({ text: value })}
        />
        {column('bank_reference', words.bankReference)}
        {column('balance', words.balance)}
        {column('state', words.state)}
      </SimpleGrid>
      {columns.state !== '' && (
        <StateFields
          states={survey.states}
          meaningOf={(value) => draft.means[value] ?? guessState(value)}
          onChange={(value, means) =>
            setDraft({ ...draft, means: { ...draft.means, [value]: means } })
          }
        />
      )}
      <Sample text={text.slice(0, SAMPLE_LENGTH)} map={map} decimals={decimals} />
      <Button disabled={map === null} loading={busy} onClick={() => map && onSave(map)}>
        {words.saveAndImport}
      </Button>
    </Stack>
  );
}

/** What earlier files had, as far as this one has it, too; otherwise what the names of its columns say. */
function firstDraft(names: readonly string[], known: BankCsvMap | null): Draft {
  const guess = guessColumns(names);
  if (!known) return { columns: guess, dateForm: null, decimal: null, means: {} };
  const { date_form, decimal, states = [], text, state = '', ...single } = known;
  const kept = Object.entries({ ...single, state }).filter(([, name]) => names.includes(name));
  const columns = {
    ...guess,
    ...Object.fromEntries(kept),
    text: text.filter((each) => names.includes(each)),
  };
  const means = Object.fromEntries(states.map(({ value, means: each }) => [value, each]));
  return { columns, dateForm: date_form, decimal, means };
}

/** What was chosen, if this file can be read so; otherwise the only form in which it can. */
function pick<Form>(chosen: Form | null, forms: readonly Form[]): Form | null {
  if (chosen !== null && forms.includes(chosen)) return chosen;
  return forms.length === 1 ? (forms[0] ?? null) : null;
}

/** The forms in which the file can be read, as examples. */
function choicesOf<Form extends string>(
  labels: Readonly<Record<Form, string>>,
  forms: readonly Form[],
) {
  return forms.map((value) => ({ value, label: labels[value] }));
}

/** The map, once nothing is missing and nothing can be read in two ways; and what to ask. */
function mapOf({ columns, means, ...chosen }: Draft, survey: CsvSurvey, isTwo: boolean) {
  const { date, amount, money_in, money_out } = columns;
  const date_form = pick(chosen.dateForm, survey.dateForms);
  const decimal = pick(chosen.decimal, survey.decimals);
  const { day, amount: sum } = survey;
  const ask = {
    day:
      date_form === null && survey.dateForms.length > 1
        ? day === ''
          ? words.askDays
          : words.askDay(day)
        : null,
    amount:
      decimal === null && survey.decimals.length > 1
        ? sum === ''
          ? words.askAmounts
          : words.askAmount(sum)
        : null,
  };
  const isChosen = date !== '' && (isTwo ? money_in !== '' && money_out !== '' : amount !== '');
  const states = survey.states.map(({ value }) => ({
    value,
    means: means[value] ?? guessState(value),
  }));
  const known = states.flatMap(({ value, means: each }) => (each ? [{ value, means: each }] : []));
  const isKnown = columns.state === '' || known.length === states.length;
  const map: BankCsvMap | null =
    isChosen && isKnown && date_form !== null && decimal !== null
      ? { ...columns, text: [...columns.text], date_form, decimal, states: known }
      : null;
  return { map, ask };
}

function Sample({
  text,
  map,
  decimals,
}: {
  readonly text: string;
  readonly map: BankCsvMap | null;
  readonly decimals: number;
}) {
  if (map === null) return <div className="quiet">{words.sampleNone}</div>;
  const { lines, faults } = readBankCsv(text, map, SAMPLE, decimals);
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
