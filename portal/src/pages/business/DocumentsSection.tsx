import { Select, Stack } from '@mantine/core';
import type { KycCase } from '@psnb2b/contract';
import { type KycItem, kycCan, kycDocumentKinds, kycItems } from '@psnb2b/contract/states';
import {
  type Column,
  ConfirmAct,
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
import { allowed, fileUrl, read, sendFile, useDo } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './business.module.css';

type Kyc = KycCase;
type Document = Kyc['documents'][number];
type Kind = Document['kind'];

export function DocumentsSection({ kyc }: { readonly kyc: Kyc }) {
  const me = useMe();
  const documents = useQuery({
    ...read('/kyc-case'),
    select: (each) => ({ data: each.documents, has_more: false, next_cursor: null }),
  });
  const editable = allowed(me, 'addKycDocument', kycCan.edit(kyc), t.why.caseLocked);
  const columns: readonly Column<Document>[] = [
    {
      key: 'kind',
      title: t.review.kind,
      cell: ({ kind }) => kycItems[kind],
    },
    {
      key: 'file',
      title: t.review.documents,
      cell: ({ file }) => (
        <a href={fileUrl(file.id)} download className={classes.file}>
          {file.name}
        </a>
      ),
    },
    {
      key: 'at',
      title: t.review.added,
      from: 's',
      cell: ({ file }) => <Time at={file.created_at} form="day" />,
    },
    {
      key: 'act',
      title: '',
      align: 'right',
      cell: (each) => (editable.can ? <Remove document={each} /> : null),
    },
  ];
  return (
    <Section title={t.review.documents} lead={t.review.documentsLead} flush>
      <div id="documents">
        <DataList
          label={t.review.documents}
          query={documents}
          rowKey={({ file }) => file.id}
          columns={columns}
          empty={<Empty title={t.review.none} hint={t.review.noneHint} />}
        />
        {editable.can && (
          <div className="padded">
            <Add kyc={kyc} />
          </div>
        )}
      </div>
    </Section>
  );
}

function Add({ kyc }: { readonly kyc: Kyc }) {
  const wanted = kycDocumentKinds.find((each) => kyc.missing.includes(each as KycItem));
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? ((wanted ?? 'registration') as Kind);
  const act = useDo('POST /kyc-case/documents', {
    send: (file: DroppedFile) => ({ body: { kind, file_id: file.id } }),
    onDone: () => setChosen(null),
  });
  return (
    <Stack gap="sm">
      <Select
        label={t.review.kind}
        data={kycDocumentKinds.map((each) => ({ value: each, label: kycItems[each] }))}
        value={kind}
        onChange={(value) => setChosen(value as Kind | null)}
        allowDeselect={false}
        maw={360}
      />
      {act.failure && <FailureNote failure={act.failure} />}
      <FileDrop label={t.review.add} send={sendFile} onAdd={(file) => act.run(file)} filesMax={1} />
    </Stack>
  );
}

function Remove({ document }: { readonly document: Document }) {
  const act = useDo('POST /kyc-case/documents/{file_id}/remove', {
    send: () => ({ path: { file_id: document.file.id } }),
  });
  return (
    <ConfirmAct
      label={t.review.remove}
      says={t.review.removeSays(document.file.name)}
      act={act}
      danger
      button={{ size: 'compact-xs' }}
    />
  );
}
