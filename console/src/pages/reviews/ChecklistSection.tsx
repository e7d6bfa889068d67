import { Stack } from '@mantine/core';
import type { StaffKycCase } from '@psnb2b/contract';
import { kycCan, kycItems } from '@psnb2b/contract/states';
import { ActButton, FailureNote, Section, StatusBadge, Time, type Tone } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconFile } from '@tabler/icons-react';
import { allowed, fileUrl, useDo } from '../../client.ts';
import classes from './reviews.module.css';
import { words } from './words.ts';

type Kyc = StaffKycCase;
type Item = Kyc['checklist'][number];

const TONES: Readonly<Record<Item['state'], Tone>> = {
  missing: 'neutral',
  given: 'info',
  accepted: 'good',
  asked: 'wait',
};

/** Each item of the checklist beside its documents. */
export function ChecklistSection({ kyc }: { readonly kyc: Kyc }) {
  return (
    <Section title={words.checklist} lead={words.checklistLead} flush>
      <ul className={classes.items}>
        {kyc.checklist.map((item) => (
          <ChecklistLine key={item.item} kyc={kyc} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function ChecklistLine({ kyc, item }: { readonly kyc: Kyc; readonly item: Item }) {
  const me = useMe();
  const mark = useDo('POST /kyc-cases/{case_id}/checklist', {
    send: (state: 'accepted' | 'given') => ({
      path: { case_id: kyc.id },
      body: { item: item.item, state },
    }),
  });
  const may = allowed(me, 'markKycItem', kycCan.mark(kyc));
  const documents = kyc.documents.filter(({ kind }) => kind === item.item);
  const name = kycItems[item.item];
  return (
    <li className={classes.item}>
      <div className={classes.itemWords}>
        <div className={classes.itemName}>
          {name}
          {item.required && <span className="quiet"> {words.required}</span>}
        </div>
        {item.note && <div className={classes.itemNote}>{item.note}</div>}
        <Stack gap={2}>
          {documents.map(({ file }) => (
            <div key={file.id} className={classes.file}>
              <a href={fileUrl(file.id)} download className={classes.file}>
                <IconFile size={15} aria-hidden />
                <span className="breaks">{file.name}</span>
              </a>
              <span className="quiet">
                <Time at={file.created_at} form="day" />
              </span>
            </div>
          ))}
        </Stack>
        {mark.failure && <FailureNote failure={mark.failure} />}
      </div>
      <StatusBadge tone={TONES[item.state]}>{words.items[item.state]}</StatusBadge>
      {item.state === 'given' && (
        <ActButton
          size="compact-sm"
          variant="default"
          allowed={may}
          loading={mark.busy}
          aria-label={words.acceptOf(name)}
          onClick={() => mark.run('accepted')}
        >
          {words.accept}
        </ActButton>
      )}
      {item.state === 'accepted' && (
        <ActButton
          size="compact-sm"
          variant="subtle"
          color="gray"
          allowed={may}
          loading={mark.busy}
          aria-label={words.undoOf(name)}
          onClick={() => mark.run('given')}
        >
          {words.undo}
        </ActButton>
      )}
    </li>
  );
}
