import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { FileDrop, Section, StatusBadge, Time, useReadAgain } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconFile } from '@tabler/icons-react';
import { allowed } from '../../client.ts';
import { claimFileUrl, giveEvidence } from './claim-file.ts';
import classes from './claims.module.css';
import { words } from './words.ts';

type Claim = StaffClaim;

/** The checklist of the reason, each item with its files. */
export function EvidenceSection({ claim }: { readonly claim: Claim }) {
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
              <Files claim={claim} files={claim.files.filter((each) => each.item === item)} />
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
              <Files claim={claim} files={others} />
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

function Files({ claim, files }: { claim: Claim; files: Claim['files'] }) {
  const may = allowed(useMe(), 'downloadClaimFile').can;
  return files.map(({ file, from }) => (
    <div key={file.id}>
      <span className={classes.file}>
        <IconFile size={15} aria-hidden />
        {may ? (
          <a href={claimFileUrl(claim.id, file.id)} download>
            {file.name}
          </a>
        ) : (
          file.name
        )}
      </span>{' '}
      <span className="quiet">
        <Time at={file.created_at} form="ago" /> {from === 'staff' && words.fromUs}
      </span>
    </div>
  ));
}
