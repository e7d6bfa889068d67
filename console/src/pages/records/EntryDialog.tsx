import { Modal, Stack, Table } from '@mantine/core';
import type { AuditEntry } from '@psnb2b/contract';
import { CopyId, Facts, Time, WithTimes } from '@psnb2b/ui';
import { AuditSentence, Thing } from './AuditSentence.tsx';
import { isId } from './place-of-thing.ts';
import classes from './records.module.css';
import { memberWords, auditWords as words } from './words.ts';

/** One entry: what changed, and everything else that was recorded. */
export function EntryDialog(props: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  const { entry, onClose } = props;
  return (
    <Modal opened onClose={onClose} title={words.entry(entry.id)} size="lg">
      <Stack gap="md">
        <p className={classes.sentence}>
          <AuditSentence entry={entry} />
        </p>
        {entry.changes.length > 0 && <Changes changes={entry.changes} names={entry.names} />}
        <Facts
          facts={[
            [words.at, <Time key="at" at={entry.at} form="exact" />],
            ...(entry.reason === null ? [] : [[words.reason, entry.reason] as const]),
            ...entry.facts.map(
              ({ member, value }) =>
                [
                  memberWords(member),
                  <Value key={member} value={value} names={entry.names} />,
                ] as const,
            ),
            [words.address, entry.address],
            [
              words.request,
              entry.request_id && <CopyId key="r" id={entry.request_id} what={words.request} />,
            ],
            [words.position, entry.position ?? words.unchained],
          ]}
        />
      </Stack>
    </Modal>
  );
}

function Changes({ changes, names }: Pick<AuditEntry, 'changes' | 'names'>) {
  return (
    <Table withRowBorders className={classes.changes ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.member}</Table.Th>
          <Table.Th>{words.before}</Table.Th>
          <Table.Th>{words.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ member, before, after }) => (
          <Table.Tr key={member}>
            <Table.Th scope="row">{memberWords(member)}</Table.Th>
            <Table.Td>
              {before === null ? (
                words.nothing
              ) : (
                <del>{<Value value={before} names={names} />}</del>
              )}
            </Table.Td>
            <Table.Td>
              {after === null ? words.nothing : <b>{<Value value={after} names={names} />}</b>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A recorded value: ids lead to what they name, and times are in the reader's zone. */
function Value({ value, names }: { readonly value: string } & Pick<AuditEntry, 'names'>) {
  const parts = value.split(', ');
  if (!parts.every((part) => isId(part.replace(/^[a-z]+:/, '')))) {
    return (
      <bdi className="breaks">
        <WithTimes text={value} />
      </bdi>
    );
  }
  return parts.map((part, index) => (
    <span key={part}>
      {index > 0 && ', '}
      <Thing name={part} shown={names[part] ?? null} />
    </span>
  ));
}
