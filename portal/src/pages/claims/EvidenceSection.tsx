import { Group, Select, Stack } from '@mantine/core';
import type { PortalClaim } from '@psnb2b/contract';
import { claimCan, claimEvidenceMax } from '@psnb2b/contract/states';
import { FileDrop, Section, StatusBadge, say, useReadAgain, useRetryKey } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { evidenceUrl, sendEvidence } from '../../client.ts';
import classes from './claims.module.css';
import { claimPageWords as words } from './words.ts';

type Evidence = PortalClaim['files'][number];
const OTHER = 'other';

/** Evidence that would help to decide sooner, the files that were added, and the upload. */
export function EvidenceSection({ claim }: { readonly claim: PortalClaim }) {
  const mayAdd = useMe().may.includes('addClaimEvidence') && claimCan.addEvidence(claim).can;
  const filesOf = (item: string | null) =>
    claim.files.filter((each) => (item === null ? isOther(claim, each) : each.item === item));
  return (
    <Section title={words.evidence} lead={words.evidenceLead}>
      <Stack gap="md">
        <ul className={classes.checklist}>
          {claim.evidence.map(({ item, detail, given }) => (
            <li key={item}>
              <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
                <span>{detail}</span>
                <StatusBadge tone={given ? 'good' : 'neutral'}>
                  {given ? words.given : words.missing}
                </StatusBadge>
              </Group>
              <Files claim={claim} files={filesOf(item)} />
            </li>
          ))}
          {filesOf(null).length > 0 && (
            <li>
              {words.other}
              <Files claim={claim} files={filesOf(null)} />
            </li>
          )}
        </ul>
        {mayAdd && <Add claim={claim} />}
      </Stack>
    </Section>
  );
}

function isOther({ evidence }: PortalClaim, { item }: Evidence): boolean {
  return !evidence.some((each) => each.item === item);
}

function Files({
  claim,
  files,
}: {
  readonly claim: PortalClaim;
  readonly files: readonly Evidence[];
}) {
  const mayOpen = useMe().may.includes('downloadClaimFile');
  return files.map(({ file }) => (
    <div key={file.id} className={classes.file}>
      {mayOpen ? (
        <a href={evidenceUrl(claim, file.id)} download aria-label={words.download(file.name)}>
          {file.name}
        </a>
      ) : (
        file.name
      )}
    </div>
  ));
}

function Add({ claim }: { readonly claim: PortalClaim }) {
  const readAgain = useReadAgain();
  const retry = useRetryKey();
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = claim.evidence.find(({ given }) => !given)?.item ?? OTHER;
  const item = chosen ?? wanted;
  return (
    <Stack gap="sm">
      {/* by hand: the file itself is sent, as soon as it is dropped. */}
      <Select
        label={words.what}
        data={[
          ...claim.evidence.map((each) => ({ value: each.item, label: each.detail })),
          { value: OTHER, label: words.other },
        ]}
        value={item}
        onChange={setChosen}
        allowDeselect={false}
      />
      <FileDrop
        label={words.upload}
        send={(file, onProgress) =>
          sendEvidence(claim, item === OTHER ? null : item, file, {
            onProgress,
            key: retry.of(`${item} ${file.name} ${file.size} ${file.lastModified}`),
          })
        }
        onAdd={async () => {
          retry.done();
          setChosen(null);
          await readAgain();
          say(words.uploaded);
        }}
        filesMax={claimEvidenceMax - claim.files.length}
      />
    </Stack>
  );
}
