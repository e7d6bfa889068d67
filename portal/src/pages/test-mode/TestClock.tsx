import { Group, Stack } from '@mantine/core';
import type { TestClock as Clock } from '@psnb2b/contract';
import { ConfirmAct, Facts, Loaded, OneOf, Section, say, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { lengthText, clockWords as words } from './words.ts';

/** How far the time of test data was advanced, and a button that lets more of it pass. */
export function TestClock() {
  const clock = useRead('/test-clock');
  return (
    <Section title={words.title} lead={words.lead}>
      <Loaded query={clock}>
        {(each) => (
          <Stack gap="md">
            <Facts
              facts={[
                [words.advanced, lengthText(each.advanced_seconds)],
                [words.left, lengthText(each.seconds_left)],
                [words.last, each.advanced_at && <Time key="l" at={each.advanced_at} />],
              ]}
            />
            <Advance clock={each} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

type Length = keyof typeof words.lengths;

/** by hand: the lengths that people need are four, and the contract takes any. */
function Advance({ clock }: { readonly clock: Clock }) {
  const me = useMe();
  const [length, setLength] = useState<Length>('day');
  const seconds = words.lengths[length].seconds;
  const act = useDo('POST /test-clock', {
    send: () => ({ body: { advance_seconds: seconds } }),
    onDone: () => say(words.done),
  });
  const isEnough = clock.seconds_left >= seconds;
  return (
    <Group align="end" gap="md">
      <OneOf label={words.by} choices={words.choices} value={length} onChange={setLength} />
      <ConfirmAct
        label={words.advance(words.choices[length])}
        says={words.says}
        act={act}
        allowed={isEnough ? allowed(me, 'advanceTestClock') : { can: false, why: words.none }}
      />
    </Group>
  );
}
