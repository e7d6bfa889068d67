import { Select, Stack } from '@mantine/core';
import type { KycCase } from '@psnb2b/contract';
import { type KycItem, kycCan, kycDocumentKinds, kycItems } from '@psnb2b/contract/states';
import {
  ConfirmAct,
  columnsOf,
  DataList,
  type DroppedFile,
  Empty,
  FailureNote,
  FileDrop,
  Section,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allowed, fileUrl, read, sendFile, useDo } from '../../client.ts';
import classes from './business.module.css';
import { words as profileWords, reviewWords as words } from './words.ts';

type Kyc = KycCase;
type Document = Kyc['documents'][number];
type Kind = Document['kind'];

const col = columnsOf<Document>();

/** The documents of the review, and the form that adds one. */
export function DocumentsSection({ kyc }: { readonly kyc: Kyc }) {
  const me = useMe();
  const documents = useQuery({
    ...read('/kyc-case'),
    select: (each) => ({ data: each.documents, has_more: false, next_cursor: null }),
  });
  const editable = allowed(me, 'addKycDocument', kycCan.edit(kyc), profileWords.locked);
  return (
    <Section id="documents" title={words.documents} lead={words.documentsLead} flush>
      <DataList
        label={words.documents}
        query={documents}
        rowKey={({ file }) => file.id}
        columns={[
          col.word('kind', words.kind, kycItems),
          col.cell('file', words.documents, ({ file }) => (
            <a href={fileUrl(file.id)} download className={classes.file}>
              {file.name}
            </a>
          )),
          col.cell('at', words.added, ({ file }) => <Time at={file.created_at} form="day" />, {
            align: 'right',
            from: 's',
          }),
          col.acts((each) => (editable.can ? <Remove document={each} /> : null)),
        ]}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      />
      {editable.can && (
        <div className="padded">
          <Add kyc={kyc} />
        </div>
      )}
    </Section>
  );
}

function Add({ kyc }: { readonly kyc: Kyc }) {
  const wanted = kycDocumentKinds.find((each) => kyc.missing.includes(each as KycItem));
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? ((wanted ?? 'registration') as Kind);
  const act = useDo('POST /kyc-case/documents', {
    // The kind that was chosen when the file was dropped: while it is sent, the next one may be chosen.
    send: (added: { readonly file: DroppedFile; readonly kind: Kind }) => ({
      body: { kind: added.kind, file_id: added.file.id },
    }),
  });
  const add = (file: DroppedFile) => {
    act.run({ file, kind });
    // A kind that was chosen meanwhile stays.
    setChosen((now) => (now === chosen ? null : now));
  };
  return (
    <Stack gap="sm">
      {/* by hand: the file itself is sent, as soon as it is dropped. */}
      <Select
        label={words.kind}
        data={kycDocumentKinds.map((each) => ({ value: each, label: kycItems[each] }))}
        value={kind}
        onChange={(value) => setChosen(value as Kind | null)}
        allowDeselect={false}
        maw={360}
      />
      {act.failure && <FailureNote failure={act.failure} />}
      <FileDrop label={words.add} send={sendFile} onAdd={add} filesMax={1} />
    </Stack>
  );
}

function Remove({ document }: { readonly document: Document }) {
  const act = useDo('POST /kyc-case/documents/{file_id}/remove', {
    send: () => ({ path: { file_id: document.file.id } }),
  });
  return (
    <ConfirmAct
      label={words.remove}
      says={words.removeSays(document.file.name)}
      act={act}
      danger
      button={{ size: 'compact-xs' }}
    />
  );
}
