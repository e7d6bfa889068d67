import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Order, PortalReveal } from '@psnb2b/contract';
import {
  CopyValue,
  columnsOf,
  DataList,
  Empty,
  FailureNote,
  Section,
  Time,
  useAct,
  useListState,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useRead } from '../../client.ts';
import classes from './orders.module.css';
import { type Verified, verifyCommand, verifyReceipt } from './verify-receipt.ts';
import { receiptWords as words } from './words.ts';

const col = columnsOf<PortalReveal>();

/** Who read codes of the order, and the proof of each reading. */
export function ReceiptsSection({ order }: { readonly order: Order }) {
  const may = useMe().may.includes('listReveals');
  if (order.status !== 'delivered' || !may) return null;
  return <Receipts order={order} />;
}

function Receipts({ order: { id, mode } }: { readonly order: Order }) {
  const state = useListState([]);
  const reply = useRead('/orders/{order_id}/reveals', {
    path: { order_id: id },
    query: { mode, ...state.query },
  });
  return (
    <Section title={words.title} lead={words.lead} flush>
      <DataList
        label={words.title}
        list={{ ...state, reply }}
        rowKey={({ request_id, at }) => `${request_id} ${at}`}
        columns={[
          col.cell('reader', words.reader, ({ reader, reader_name, key_id, address }) => (
            <div>
              <div className="breaks">
                {key_id ? `${words.key} ${reader_name ?? key_id}` : (reader_name ?? reader)}
              </div>
              {address && (
                <div className="quiet">
                  {words.from} {address}
                </div>
              )}
            </div>
          )),
          col.count('codes', words.codes),
          col.time('at', words.at),
          col.acts((reveal) => <Verify reveal={reveal} />),
        ]}
        empty={<Empty title={words.none} />}
      />
    </Section>
  );
}

function Verify({ reveal: { receipt } }: { readonly reveal: PortalReveal }) {
  const [found, setFound] = useState<Verified | null>(null);
  const act = useAct<void, true>({
    about: 'receipts',
    run: async () => {
      const reply = await fetch('/.well-known/jwks.json');
      const { keys } = (await reply.json()) as { keys: JsonWebKey[] };
      setFound(await verifyReceipt(receipt, keys));
      return true;
    },
  });
  if (act.failure) return <FailureNote failure={act.failure} onAgain={() => act.run()} />;
  if (found?.is === 'genuine') {
    return (
      <span className={classes.genuine} role="status">
        {words.genuine} <Time at={found.receipt.at} />
        <span className="quiet">
          {words.signedBy} <span className="mono">{found.key.slice(0, 8)}</span>
        </span>
      </span>
    );
  }
  if (found?.is === 'false') {
    return (
      <span className={classes.false} role="alert">
        {words.false}
      </span>
    );
  }
  return (
    <>
      <Button size="xs" variant="default" loading={act.busy} onClick={() => act.run()}>
        {words.verify}
      </Button>
      {found?.is === 'unable' && <Command receipt={receipt} onClose={() => setFound(null)} />}
    </>
  );
}

function Command({ receipt, onClose }: { readonly receipt: string; readonly onClose: () => void }) {
  const command = verifyCommand(location.origin, receipt);
  return (
    <Modal opened onClose={onClose} title={words.unable}>
      <Stack gap="sm">
        <Text size="sm">{words.unableSays}</Text>
        <pre className={classes.command}>{command}</pre>
        <Group justify="flex-end">
          <CopyValue value={command} what={words.command} />
        </Group>
      </Stack>
    </Modal>
  );
}
