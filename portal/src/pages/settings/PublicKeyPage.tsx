import { Anchor, Group, Stack, Text } from '@mantine/core';
import type { PublicKey } from '@psnb2b/contract';
import {
  ConfirmAct,
  CopyId,
  CopyValue,
  Facts,
  Field,
  Form,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import classes from './public-key.module.css';
import { sealWords as words } from './words.ts';

/** The public key that codes are sealed for, with forms to replace and remove it. */
export function PublicKeyPage() {
  const me = useMe();
  const key = useRead('/public-key');
  const may = allowed(me, 'setPublicKey');
  return (
    <Page width="text">
      <Loaded query={key}>
        {(found) => (
          <>
            <Current found={found} />
            {may.can ? <NewKey replaces={found.public_key !== null} /> : <p>{may.why}</p>}
          </>
        )}
      </Loaded>
      <Section title={words.how}>
        <Stack gap="sm" component="ul" className={classes.list}>
          {words.explain.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Stack>
        <Anchor href="/docs/sealed-codes" display="inline-block" mt="md">
          {words.guide}
        </Anchor>
      </Section>
    </Page>
  );
}

function Current({ found }: { readonly found: PublicKey }) {
  const remove = useDo('PUT /public-key', {
    send: () => ({ body: { public_key: null } }),
    onDone: () => say(words.removed),
  });
  const may = allowed(useMe(), 'setPublicKey');
  const isSealed = found.public_key !== null;
  const badge = (
    <StatusBadge tone={isSealed ? 'good' : 'neutral'}>
      {isSealed ? words.sealed : words.clear}
    </StatusBadge>
  );
  return (
    <Section title={words.current} acts={badge}>
      {found.public_key === null ? (
        <Text size="sm">{words.none}</Text>
      ) : (
        <Stack gap="md">
          <Facts
            facts={[
              [
                words.thumbprint,
                <CopyId key="id" id={found.thumbprint ?? ''} what={words.thumbprint} />,
              ],
              [words.curve, JSON.parse(found.public_key).crv],
            ]}
          />
          <div className={`boxed ${classes.jwk}`}>
            <code>{found.public_key}</code>
            <CopyValue value={found.public_key} what={words.jwk} />
          </div>
          <Group>
            <ConfirmAct
              label={words.remove}
              says={words.removeSays}
              act={remove}
              allowed={may}
              danger
            />
          </Group>
        </Stack>
      )}
    </Section>
  );
}

function NewKey({ replaces }: { readonly replaces: boolean }) {
  const set = useFormOf('PUT /public-key', {
    initial: { public_key: '' },
    onDone: () => {
      set.form.reset();
      say(words.saved);
    },
  });
  return (
    <Section
      title={replaces ? words.replace : words.add}
      lead={replaces ? words.replaceLead : words.addLead}
    >
      <Form {...set} submit={replaces ? words.replaceSubmit : words.addSubmit}>
        <Field
          of={set}
          name="public_key"
          label={words.jwk}
          hint={words.jwkHint}
          sample='{"kty":"OKP","crv":"X25519","x":"…"}'
          mono
        />
      </Form>
    </Section>
  );
}
