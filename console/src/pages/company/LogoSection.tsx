import { Stack } from '@mantine/core';
import type { Shop } from '@psnb2b/contract';
import { ConfirmAct, FailureNote, FileDrop, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, sendFile, useDo } from '../../client.ts';
import classes from './company.module.css';
import { words } from './words.ts';

/** The logo as it is now; another picture is set as soon as it was checked. */
export function LogoSection({ shop }: { readonly shop: Shop }) {
  const { logo } = shop;
  const set = useDo('POST /shop/logo', {
    send: (file_id: string) => ({ body: { file_id } }),
    onDone: () => say(words.logoSet),
  });
  const remove = useDo('POST /shop/logo/remove', {
    send: () => ({}),
    onDone: () => say(words.logoRemoved),
  });
  const may = allowed(useMe(), 'removeLogo');
  return (
    <Section
      title={words.logo}
      lead={words.logoLead}
      acts={
        logo !== null && (
          <ConfirmAct
            label={words.logoRemove}
            says={words.logoRemoveSays}
            act={remove}
            allowed={may}
          />
        )
      }
    >
      <Stack gap="md">
        {logo !== null && (
          <div className={classes.logo}>
            <img src={logo.url} alt={words.logo} />
          </div>
        )}
        <FileDrop
          label={logo === null ? words.logoChoose : words.logoReplace}
          send={sendFile}
          filesMax={1}
          pictures={words.logoAllowed}
          onAdd={({ id }) => set.run(id)}
        />
        {set.failure && <FailureNote failure={set.failure} />}
      </Stack>
    </Section>
  );
}
