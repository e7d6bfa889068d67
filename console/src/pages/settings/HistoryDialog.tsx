import { Modal } from '@mantine/core';
import type { AuditEntry, Setting } from '@psnb2b/contract';
import { columnsOf, DataList, Empty, Link } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { actorText } from '../records/AuditSentence.tsx';
import { memberWords } from '../records/words.ts';
import { words } from './words.ts';

const SHOWN = 20;

const col = columnsOf<AuditEntry>();
const COLUMNS = [
  col.time('at', words.when),
  col.cell('actor', words.changedBy, (entry) => <span className="breaks">{actorText(entry)}</span>),
  col.cell('changes', words.change, (entry) => <Steps entry={entry} />),
  col.text('reason', words.reason),
];

interface Props {
  readonly setting: Setting;
  readonly action: string;
  readonly onClose: () => void;
}

/** Who changed a setting when: what it was before and after, and why. */
export function HistoryDialog({ setting, action, onClose }: Props) {
  const subject = setting.audit_subject;
  const asked = { action, ...(subject !== null && { subject }) };
  const history = useRead('/audit', { query: { ...asked, limit: SHOWN } });
  return (
    <Modal opened onClose={onClose} title={words.historyOf(setting.title)} size="xl">
      <DataList
        label={words.historyOf(setting.title)}
        query={history}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        empty={<Empty title={words.noHistory} hint={words.noHistoryHint} />}
      />
      {history.data?.has_more && (
        <p>
          <Link to={at(to.audit, asked)}>{words.allHistory}</Link>
        </p>
      )}
    </Modal>
  );
}

function Steps({ entry: { changes, facts } }: { readonly entry: AuditEntry }) {
  // Some changes record only what was set.
  if (changes.length === 0) {
    return facts.map(({ member, value }) => (
      <div key={member}>
        <span className="quiet">{memberWords(member)}</span> <b>{value}</b>
      </div>
    ));
  }
  return changes.map(({ member, before, after }) => (
    <div key={member}>
      {changes.length > 1 && <span className="quiet">{memberWords(member)} </span>}
      <del>{before ?? words.nothing}</del> → <b>{after ?? words.nothing}</b>
    </div>
  ));
}
