import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import type { BankAccount, BankCsvMap, StatementImport } from '@psnb2b/contract';
import { csvColumnsOf, findCsvHead } from '@psnb2b/contract/states';
import { FailureNote, FileDrop, Link, type OnProgress, useAct } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { client, useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { Chain } from './Chain.tsx';
import { CsvMapForm } from './CsvMapForm.tsx';
import { readText } from './read-text.ts';
import { words } from './words.ts';

interface Props {
  readonly accounts: readonly BankAccount[];
  readonly onClose: () => void;
}

/** A CSV file whose columns are not known yet. */
interface Unmapped {
  readonly file: File;
  readonly text: string;
  readonly account: BankAccount;
}

/** Imports a file: camt.053 at once, CSV once the columns of its account are known. */
export function ImportDialog({ accounts, onClose }: Props) {
  const [accountId, setAccountId] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [unmapped, setUnmapped] = useState<Unmapped | null>(null);
  const [done, setDone] = useState<StatementImport | null>(null);
  const bring = useAct({
    run: ({ file, onProgress }: { file: File; onProgress: OnProgress }) =>
      client.sendTo<StatementImport>(
        `/bank-statements${accountId === null ? '' : `?account_id=${accountId}`}`,
        file,
        onProgress,
      ),
    about: 'bank-statements',
    call: 'POST /bank-statements',
    onDone: (result) => {
      setUnmapped(null);
      setDone(result);
    },
  });
  const save = useDo('PATCH /bank-accounts/{account_id}', {
    send: ({ account, map }: { account: BankAccount; map: BankCsvMap }) => ({
      path: { account_id: account.id },
      body: { csv_map: map },
    }),
  });
  const account = accounts.find(({ id }) => id === accountId);
  const choose = async (file: File, onProgress: OnProgress) => {
    const chosen = { id: '', name: file.name, size: file.size };
    setFault(null);
    bring.reset();
    const text = await readText(file);
    if (!/^\s*</.test(text)) {
      if (!account) {
        setFault(words.chooseAccount);
        return chosen;
      }
      const wanted = account.csv_map ? csvColumnsOf(account.csv_map) : [];
      const head = findCsvHead(text, wanted);
      if (!head) {
        setFault(words.noHeader);
        return chosen;
      }
      if (wanted.length === 0 || !wanted.every((name) => head.names.includes(name))) {
        setUnmapped({ file, text, account });
        return chosen;
      }
    }
    await bring.run({ file, onProgress });
    return chosen;
  };
  const saveAndBring = async (map: BankCsvMap) => {
    if (!unmapped) return;
    const { file, account: own } = unmapped;
    const saved = await save.run({ account: own, map });
    if (saved !== null) await bring.run({ file, onProgress: () => {} });
  };
  const failure = save.failure ?? bring.failure;
  return (
    <Modal opened onClose={onClose} title={words.import} size="lg">
      <Stack gap="md">
        {done ? (
          <Results done={done} />
        ) : unmapped ? (
          <CsvMapForm
            text={unmapped.text}
            account={unmapped.account}
            busy={save.busy || bring.busy}
            onSave={saveAndBring}
          />
        ) : (
          <>
            <div className="quiet">{words.importLead}</div>
            {/* by hand: the account is part of the address of an upload. */}
            <Select
              label={words.account}
              description={words.accountHint}
              placeholder={words.asFile}
              data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
              value={accountId}
              onChange={setAccountId}
              clearable
              clearButtonProps={{ 'aria-label': words.asFile }}
            />
            <FileDrop
              label={words.file}
              send={choose}
              onAdd={() => {}}
              filesMax={1}
              tables={words.table}
            />
          </>
        )}
        {fault !== null && <div role="alert">{fault}</div>}
        {failure && !done && <FailureNote failure={failure} />}
        <Group justify="flex-end" gap="xs">
          {done && (
            <Button variant="default" onClick={() => setDone(null)}>
              {words.again}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
          {done && (
            <Button component={Link} to={at(to.bankLines, { tab: 'ready' })}>
              {words.match}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Results({ done }: { readonly done: StatementImport }) {
  return done.statements.map(({ statement, added, known, repeated, left_out }) => (
    <div key={statement.id} role="status">
      <strong className="breaks">
        {statement.account.name}, {statement.from} – {statement.to}
      </strong>
      <div>{repeated ? words.repeated : words.result(added, known)}</div>
      <Chain statement={statement} />
      {left_out.length > 0 && (
        <details>
          <summary>{words.leftOut}</summary>
          <ul>
            {left_out.map((row) => (
              <li key={row.line} className="breaks">
                {words.leftOutRow(row)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  ));
}
