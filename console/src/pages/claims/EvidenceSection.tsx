import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { FileDrop, Section, StatusBadge, useReadAgain } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed } from '../../client.ts';
import { FileLine } from '../../viewer/FileLine.tsx';
import { claimFileUrl, giveEvidence } from './claim-file.ts';
import classes from './claims.module.css';
import { words } from './words.ts';

type Claim = StaffClaim;

/** The checklist of the reason, each item with its files. */
export function EvidenceSection({
  claim,
  onShow,
}: {
  readonly claim: Claim;
  readonly onShow: (fileId: string) => void;
}) {
  const me = useMe();
  const readAgain = useReadAgain();
  const wanted = new Set(claim.evidence.map(({ item }) => item));
  const others = claim.files.filter(({ item }) => item === null || !wanted.has(item));
  const may = allowed(me, 'addClaimEvidence', claimCan.addEvidence(claim));
  return (
    <Section title={words.evidence} lead={words.evidenceLead} flush>
      <ul className={classes.items}>
        {claim.evidence.map(({ item, detail, given }) => (
          <li key={item} className={classes.item}>
            <div className={classes.words}>
              {detail}
              <Files
                claim={claim}
                files={claim.files.filter((each) => each.item === item)}
                onShow={onShow}
              />
            </div>
            <StatusBadge tone={given ? 'good' : 'neutral'}>
              {given ? words.given : words.missing}
            </StatusBadge>
          </li>
        ))}
        {others.length > 0 && (
          <li className={classes.item}>
            <div className={classes.words}>
              {words.otherFiles}
              <Files claim={claim} files={others} onShow={onShow} />
            </div>
          </li>
        )}
      </ul>
      {may.can && (
        <div className="padded">
          <FileDrop
            label={words.addEvidence}
            send={(file, onProgress) => giveEvidence(claim.id, file, onProgress)}
            onAdd={readAgain}
          />
        </div>
      )}
    </Section>
  );
}

function Files({
  claim,
  files,
  onShow,
}: {
  readonly claim: Claim;
  readonly files: Claim['files'];
  readonly onShow: (fileId: string) => void;
}) {
  const may = allowed(useMe(), 'showClaimFile').can;
  return files.map(({ file, from }) =>
    may ? (
      <FileLine
        key={file.id}
        file={file}
        url={claimFileUrl(claim.id, file.id)}
        onShow={() => onShow(file.id)}
      >
        {from === 'staff' && words.fromUs}
      </FileLine>
    ) : (
      <div key={file.id} className="breaks">
        {file.name}
      </div>
    ),
  );
}
