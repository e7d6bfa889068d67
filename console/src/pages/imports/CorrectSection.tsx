import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { LotReject, StockImport } from '@psnb2b/contract';
import { bytesText, FailureNote, FileDrop, Section, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { type FileHead, fileOfLines, readHead, readLines, sha256Of } from './codes-text.ts';
import classes from './imports.module.css';
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
  const [other, setOther] = useState(false);
  const kept = fileOf(item.id);
  if (rows === 0 || !may.can || item.repeated || !rejects.data) return null;
  const choose = async (file: File) => {
    const isSame = file.size === item.bytes;
    setOther(!isSame);
    const head = isSame ? await readHead(file) : null;
    if (head) setText({ head, lines: await readLines(file, head.encoding) });
    return { id: '', name: file.name, size: file.size };
  };
  return (
    <Section title={words.correct} lead={words.correctLead}>
      {text ? (
        <Rows item={item} text={text} rejects={rejects.data.data} rows={rows} />
      ) : kept ? (
        <Button variant="default" onClick={() => void choose(kept)}>
          {words.correct}
        </Button>
      ) : (
        <Stack gap="xs">
          <div className="quiet">{words.needFile}</div>
          {other && (
            <div role="alert">{words.otherFile(item.file_name, bytesText(item.bytes))}</div>
          )}
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

interface Text {
  readonly head: FileHead;
  readonly lines: readonly string[];
}

/** A file with corrected rows, and its SHA-256 if the browser can compute it. */
interface Corrected {
  readonly file: File;
  readonly sha256: string | null;
}

interface RowsProps {
  readonly item: StockImport;
  readonly text: Text;
  readonly rejects: readonly LotReject[];
  readonly rows: number;
}

function Rows({ item, text: { head, lines }, rejects, rows }: RowsProps) {
  const go = useGo();
  const original = (line: number) => lines[line - 1] ?? '';
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
  const save = () => {
    const refused = rejects.map(({ line }) => original(line));
    saveFile(fileWith(refusedName(item.file_name), refused));
  };
  return (
    <div className={classes.rows}>
      {rows > rejects.length && <div className="quiet">{words.tooMany(rejects.length)}</div>}
      {rejects.map(({ line, reason }) => (
        // by hand: the row is a line of the file, and no member of a call.
        <TextInput
          key={line}
          label={words.row(line)}
          description={reason}
          value={typed.get(line) ?? original(line)}
          onChange={({ currentTarget: { value } }) => setTyped(new Map(typed).set(line, value))}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: 'mono' }}
        />
      ))}
      {begin.failure && <FailureNote failure={begin.failure} kept whole />}
      <Group gap="sm">
        <Button onClick={() => void send()} loading={begin.busy} disabled={changed.length === 0}>
          {words.sendCorrected(changed.length)}
        </Button>
        <Button variant="default" onClick={save}>
          {words.save}
        </Button>
      </Group>
    </div>
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
