import { Group, Stack } from '@mantine/core';
import { Loaded, Section, StatusBadge } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { words } from './words.ts';

/** Which legal texts the operator has still to write. */
export function TextsSection() {
  const texts = useRead('/shop/legal-texts');
  return (
    <Section title={words.texts} lead={words.textsLead}>
      <Loaded query={texts}>
        {({ data }) => (
          <Stack gap="xs">
            {data.map(({ name, title, is_default, since, next }) => (
              <Group key={name} gap="sm">
                <a href={`/${name}`}>{title}</a>
                <StatusBadge tone={is_default ? 'wait' : 'good'}>
                  {is_default ? words.textIsOurs : words.textIsYours}
                </StatusBadge>
                <span className="quiet">
                  {words.textSince(since)}
                  {next !== null && ` ${words.textNext(next)}`}
                </span>
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
