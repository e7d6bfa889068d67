import { Group, Stack } from '@mantine/core';
import type { PartnerNote } from '@psnb2b/contract';
import {
  ActButton,
  ConfirmAct,
  DialogButton,
  Empty,
  Field,
  FormDialog,
  Loaded,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import classes from './partners.module.css';
import { noteWords as words } from './words.ts';

/** What colleagues should know of a business, which never sees it. */
export function NotesSection({ partnerId }: { readonly partnerId: string }) {
  const notes = useRead('/partners/{partner_id}/notes', { path: { partner_id: partnerId } });
  return (
    <Section
      title={words.title}
      lead={words.lead}
      acts={
        <DialogButton
          label={words.add}
          allowed={allowed(useMe(), 'createPartnerNote')}
          button={{ size: 'xs' }}
        >
          {(close) => <AddDialog partnerId={partnerId} onClose={close} />}
        </DialogButton>
      }
    >
      <Loaded query={notes}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <Stack gap="md">
              {data.map((note) => (
                <OneNote key={note.id} partnerId={partnerId} note={note} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

interface NoteProps {
  readonly partnerId: string;
  readonly note: PartnerNote;
}

function OneNote({ partnerId, note }: NoteProps) {
  const me = useMe();
  const path = { partner_id: partnerId, note_id: note.id };
  const { version, pinned, written_by, written_at, edited_by, edited_at } = note;
  const pin = useDo('PATCH /partners/{partner_id}/notes/{note_id}', {
    send: () => ({ path, body: { version, pinned: !pinned } }),
  });
  const remove = useDo('POST /partners/{partner_id}/notes/{note_id}/remove', {
    send: () => ({ path }),
  });
  const may = allowed(me, 'updatePartnerNote');
  const button = { size: 'compact-xs' } as const;
  return (
    <div>
      {pinned && <StatusBadge tone="info">{words.pinned}</StatusBadge>}
      <div className={`breaks ${classes.note}`}>{note.text}</div>
      <Group gap={8} justify="space-between">
        <span className="quiet">
          {written_by} <Time at={written_at} form="ago" />
          {edited_at !== null && (
            <>
              , {words.editedBy(edited_by)} <Time at={edited_at} form="ago" />
            </>
          )}
        </span>
        <Group gap={8}>
          <ActButton
            {...button}
            variant="default"
            allowed={may}
            loading={pin.busy}
            onClick={() => pin.run()}
          >
            {pinned ? words.unpin : words.pin}
          </ActButton>
          <DialogButton label={words.edit} allowed={may} button={button}>
            {(close) => <EditDialog partnerId={partnerId} note={note} onClose={close} />}
          </DialogButton>
          <ConfirmAct
            label={words.remove}
            says={words.removeSays}
            act={remove}
            allowed={allowed(me, 'removePartnerNote')}
            button={button}
          />
        </Group>
      </Group>
    </div>
  );
}

function AddDialog({ partnerId, onClose }: { partnerId: string; onClose: () => void }) {
  const add = useFormOf('POST /partners/{partner_id}/notes', {
    initial: { text: '', pinned: false },
    send: (body) => ({ path: { partner_id: partnerId }, body }),
    onDone: onClose,
  });
  return (
    <FormDialog title={words.add} of={add} onClose={onClose}>
      <Field of={add} name="text" label={words.text} rows={5} first />
    </FormDialog>
  );
}

function EditDialog({ partnerId, note, onClose }: NoteProps & { readonly onClose: () => void }) {
  const edit = useFormOf('PATCH /partners/{partner_id}/notes/{note_id}', {
    initial: { text: note.text },
    send: (body) => ({
      path: { partner_id: partnerId, note_id: note.id },
      body: { ...body, version: note.version },
    }),
    onDone: onClose,
  });
  return (
    <FormDialog title={words.edit} of={edit} onClose={onClose}>
      <Field of={edit} name="text" label={words.text} rows={5} first />
    </FormDialog>
  );
}
