import { Stack } from '@mantine/core';
import type { StaffKycCase } from '@psnb2b/contract';
import { kycCan, kycItems } from '@psnb2b/contract/states';
import { ActButton, FailureNote, Section, StatusBadge, type Tone } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, fileUrl, useDo } from '../../client.ts';
import { FileLine } from '../../viewer/FileLine.tsx';
import { words as viewerWords } from '../../viewer/words.ts';
import { AskItem } from './AskItem.tsx';
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
export function ChecklistSection({
  kyc,
  onShow,
}: {
  readonly kyc: Kyc;
  readonly onShow: (fileId: string) => void;
}) {
  return (
    <Section
      title={words.checklist}
      lead={words.checklistLead}
      acts={<AcceptSeen kyc={kyc} />}
      flush
    >
      <ul className={classes.items}>
        {kyc.checklist.map((item) => (
          <ChecklistLine key={item.item} kyc={kyc} item={item} onShow={onShow} />
        ))}
      </ul>
    </Section>
  );
}

function ChecklistLine({
  kyc,
  item,
  onShow,
}: {
  readonly kyc: Kyc;
  readonly item: Item;
  readonly onShow: (fileId: string) => void;
}) {
  const me = useMe();
  const maySee = allowed(me, 'showFile').can;
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
          {documents.map(({ file, seen }) =>
            maySee ? (
              <FileLine
                key={file.id}
                file={file}
                url={fileUrl(file.id)}
                onShow={() => onShow(file.id)}
              >
                {seen && viewerWords.seen}
              </FileLine>
            ) : (
              <span key={file.id} className="breaks">
                {file.name}
              </span>
            ),
          )}
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
      {item.state !== 'accepted' && may.can && <AskItem kyc={kyc} item={item} />}
      {(item.state === 'accepted' || (item.state === 'asked' && may.can)) && (
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

/** Accepts every provided item all of whose documents the reader has opened; the server knows which by the audit log. */
function AcceptSeen({ kyc }: { readonly kyc: Kyc }) {
  const me = useMe();
  const accept = useDo('POST /kyc-cases/{case_id}/accept-seen', {
    send: () => ({ path: { case_id: kyc.id } }),
  });
  const seen = kyc.checklist.filter(({ item, state }) => {
    const own = kyc.documents.filter(({ kind }) => kind === item);
    return state === 'given' && own.length > 0 && own.every((each) => each.seen);
  });
  const can = kycCan.mark(kyc);
  if (!can.can) return null;
  return (
    <>
      {accept.failure && <FailureNote failure={accept.failure} />}
      <ActButton
        size="compact-sm"
        variant="default"
        allowed={
          seen.length === 0
            ? { can: false, why: words.nothingSeen }
            : allowed(me, 'acceptSeenDocuments', can)
        }
        loading={accept.busy}
        onClick={() => accept.run()}
      >
        {words.acceptSeen(seen.length)}
      </ActButton>
    </>
  );
}
