import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { LotReject, StockImport } from '@psnb2b/contract';
import { bytesText, FailureNote, FileDrop, Section, useAct, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import {
  type FileHead,
  fileOfLines,
  isFileOf,
  readHead,
  readRows,
  sha256Of,
} from './codes-text.ts';
import classes from './imports.module.css';
import { readRefusedLines } from './read-refused-lines.ts';
import { fileOf, sendFile } from './sending.ts';
import { correctedName, refusedName, words } from './words.ts';

/** Rows that are corrected on the page; more are corrected in a file. */
const ROWS_MAX = 100;

interface Props {
  readonly item: StockImport;
  readonly lotId: string;
}

/** Corrects refused rows. Their text comes from the file on this computer: the server never kept it. */
export function CorrectSection({ item, lotId }: Props) {
  const may = allowed(useMe(), 'beginImport');
  const rows = item.duplicates + item.rejected;
  const rejects = useRead(
    '/lots/{lot_id}/rejects',
    { path: { lot_id: lotId }, query: { limit: ROWS_MAX } },
    { enabled: rows > 0 },
  );
  const [text, setText] = useState<Text | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const kept = fileOf(item.id);
  if (rows === 0 || !may.can || item.repeated || !rejects.data) return null;
  const lines = rejects.data.data.map(({ line }) => line);
  const choose = async (file: File) => {
    const isSame = await isFileOf(item, file);
    // The file that this tab has sent was compared by the server.
    const isFit = isSame ?? file === kept;
    const head = isFit ? await readHead(file) : null;
    if (head) setText({ file, head, original: await readRows(file, head, lines) });
    setFault(isFit ? null : faultOf(item, file, isSame));
    return { id: '', name: file.name, size: file.size };
  };
  return (
    <Section title={words.correct} lead={words.correctLead}>
      {text ? (
        <Rows item={item} lotId={lotId} text={text} rejects={rejects.data.data} rows={rows} />
      ) : kept && fault === null ? (
        <Button variant="default" onClick={() => void choose(kept)}>
          {words.correct}
        </Button>
      ) : (
        <Stack gap="xs">
          <div className="quiet">{words.needFile}</div>
          {fault !== null && <div role="alert">{fault}</div>}
          <FileDrop
            label={words.file}
            send={choose}
            onAdd={() => {}}
            filesMax={1}
            tables={words.tables}
          />
        </Stack>
      )}
    </Section>
  );
}

/** Why the rows of a file are not shown beside the reasons of an import. */
function faultOf(item: StockImport, file: File, isSame: boolean | null): string {
  if (isSame === null) return words.cannotCompare;
  if (file.size === item.bytes) return words.sameSize(item.file_name);
  return words.otherFile(item.file_name, bytesText(item.bytes));
}

interface Text {
  readonly file: File;
  readonly head: FileHead;
  /** The rows as they are in the file, by their lines. */
  readonly original: ReadonlyMap<number, string>;
}

/** A file with corrected rows, and its SHA-256 if the browser can compute it. */
interface Corrected {
  readonly file: File;
  readonly sha256: string | null;
}

interface RowsProps {
  readonly item: StockImport;
  readonly lotId: string;
  readonly text: Text;
  readonly rejects: readonly LotReject[];
  readonly rows: number;
}

function Rows({ item, lotId, text, rejects, rows }: RowsProps) {
  const { head, original: rowsOf } = text;
  const go = useGo();
  // nothing: a refused row of this file is in it.
  const original = (line: number) => rowsOf.get(line) ?? '';
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map());
  const changed = [...typed].filter(([line, row]) => row !== original(line) && row.trim() !== '');
  const fileWith = (name: string, of: readonly string[]) =>
    new File([fileOfLines(head, item.headless, of)], name, { type: 'text/csv' });
  const begin = useDo('POST /imports', {
    send: ({ file, sha256 }: Corrected) => ({
      body: {
        ...{ ...termsOf(item), file_name: file.name, bytes: file.size },
        ...(sha256 !== null && { sha256 }),
      },
    }),
    onDone: (next, { file }) => {
      if (next.state === 'sending') void sendFile(next, file);
      go(to.import(next.id));
    },
  });
  const send = async () => {
    const inOrder = changed.toSorted(([a], [b]) => a - b).map(([, row]) => row);
    const file = fileWith(correctedName(item.file_name), inOrder);
    await begin.run({ file, sha256: await sha256Of(file) });
  };
  const save = useAct({
    about: 'lots',
    run: async () => {
      const lines = await readRefusedLines(lotId);
      const all = await readRows(text.file, head, lines);
      // nothing: a refused row of this file is in it.
      const refused = lines.map((line) => all.get(line) ?? '');
      saveFile(fileWith(refusedName(item.file_name), refused));
    },
  });
  return (
    <div className={classes.rows}>
      {rows > rejects.length && <div className="quiet">{words.tooMany(rejects.length)}</div>}
      {rejects.map(({ line, reason }) => (
        <Row
          key={line}
          label={words.row(line)}
          description={reason}
          isLong={original(line).includes('\n')}
          value={typed.get(line) ?? original(line)}
          onType={(value) => setTyped(new Map(typed).set(line, value))}
        />
      ))}
      {begin.failure && <FailureNote failure={begin.failure} kept />}
      {save.failure && <FailureNote failure={save.failure} kept />}
      <Group gap="sm">
        <Button onClick={() => void send()} loading={begin.busy} disabled={changed.length === 0}>
          {words.sendCorrected(changed.length)}
        </Button>
        <Button variant="default" onClick={() => void save.run()} loading={save.busy}>
          {words.save}
        </Button>
      </Group>
    </div>
  );
}

interface RowProps {
  readonly label: string;
  readonly description: string;
  /** It has line breaks. */
  readonly isLong: boolean;
  readonly value: string;
  readonly onType: (value: string) => void;
}

/** A row of the file as it can be corrected. */
function Row({ isLong, onType, ...rest }: RowProps) {
  const shared = { ...rest, autoComplete: 'off', spellCheck: false, classNames: { input: 'mono' } };
  // by hand: the row is a part of the file, and no member of a call.
  return isLong ? (
    <Textarea {...shared} autosize onChange={({ currentTarget }) => onType(currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={({ currentTarget }) => onType(currentTarget.value)} />
  );
}

/** What was said about the file is said about its corrected rows. */
function termsOf(item: StockImport) {
  const { supplier_id, cost_currency, sku, cost, expires_at, columns, headless } = item;
  return {
    ...(supplier_id !== null && { supplier_id }),
    ...(sku !== null && { sku }),
    ...(cost !== null && { cost }),
    ...(expires_at !== null && { expires_at }),
    ...{ cost_currency, columns, headless },
  };
}

/** Saves a file on this computer; nothing of it is sent. */
function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
