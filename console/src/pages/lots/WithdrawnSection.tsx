import { Group } from '@mantine/core';
import type { WithdrawnCode, WithdrawnCodeSettle } from '@psnb2b/contract';
import { ConfirmAct, CopyId, columnsOf, DataList, Empty, Section, say, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useRef } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { withdrawnWords as words } from './words.ts';

type Outcome = WithdrawnCodeSettle['outcome'];
const col = columnsOf<WithdrawnCode>();
const PAGE_MAX = 100;

/** Codes of a lot that were replaced or refunded before anybody had read them, and wait for a decision. */
export function WithdrawnSection({ lotId }: { readonly lotId: string }) {
  const codes = useRead('/withdrawn-codes', {
    query: { lot_id: lotId, state: 'waiting', limit: PAGE_MAX },
  });
  // Once it was shown it stays, with what happened to its last code.
  const wasShown = useRef(false);
  wasShown.current ||= (codes.data?.data.length ?? 0) > 0; // nothing: not read yet.
  if (codes.data && !wasShown.current) return null;
  const lead = codes.data?.has_more ? `${words.lead} ${words.first(PAGE_MAX)}` : words.lead;
  return (
    <Section title={words.title} lead={lead} flush>
      <DataList
        label={words.title}
        query={codes}
        columns={[
          col.cell('code', words.code, ({ id, resolution, withdrawn_at }) => (
            <>
              <CopyId id={id} what={words.code} short />
              <div className="quiet">
                {words.resolutions[resolution]} <Time at={withdrawn_at} />
              </div>
            </>
          )),
          col.acts((code) => <Settle code={code} />),
        ]}
        rowKey={({ id }) => id}
        empty={<Empty title={words.none} />}
      />
    </Section>
  );
}

function Settle({ code }: { readonly code: WithdrawnCode }) {
  const me = useMe();
  const act = useDo('POST /withdrawn-codes/{code_id}/settle', {
    send: (outcome: Outcome) => ({ path: { code_id: code.id }, body: { outcome } }),
    onDone: ({ state }) => say(words.states[state]),
  });
  const may = allowed(me, 'settleWithdrawnCode');
  const button = { size: 'compact-xs' } as const;
  return (
    <Group gap="xs" justify="flex-end">
      {code.restockable && (
        <ConfirmAct
          label={words.restock}
          says={words.restockSays}
          act={{ ...act, run: () => act.run('restocked') }}
          allowed={may}
          button={button}
        />
      )}
      <ConfirmAct
        label={words.writeOff}
        says={words.writeOffSays}
        act={{ ...act, run: () => act.run('written_off') }}
        allowed={may}
        danger
        button={button}
      />
    </Group>
  );
}
