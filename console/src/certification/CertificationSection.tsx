import { certificationChecks } from '@psnb2b/contract/states';
import { Certifications, certificationWords, Loaded, Section } from '@psnb2b/ui';
import { useRead } from '../client.ts';
import { words } from './words.ts';

/** What a business reported of its own program, on its page and on its review. */
export function CertificationSection({ partnerId }: { readonly partnerId: string }) {
  const path = { partner_id: partnerId };
  const results = useRead('/partners/{partner_id}/certifications', { path });
  return (
    <Section title={certificationWords.title}>
      <Loaded query={results}>
        {({ data }) => (
          <Certifications
            results={data}
            titles={certificationChecks}
            note={words.note}
            empty={{ title: words.none, hint: words.noneHint }}
          />
        )}
      </Loaded>
    </Section>
  );
}
