import { certificationChecks } from '@psnb2b/contract/states';
import { Certifications, certificationWords, Loaded, Section } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { checkWords as words } from './words.ts';

/** What `psnb2b certify` reported of the business's own program. */
export function IntegrationCheck() {
  const results = useRead('/certifications');
  return (
    <Section title={certificationWords.title} lead={words.lead}>
      <Loaded query={results}>
        {({ data }) => (
          <Certifications
            results={data}
            titles={certificationChecks}
            note={words.note}
            empty={{
              title: words.none,
              hint: (
                <a href="/docs/command-line#check-your-program-before-it-goes-live">{words.how}</a>
              ),
            }}
          />
        )}
      </Loaded>
    </Section>
  );
}
