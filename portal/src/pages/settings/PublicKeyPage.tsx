import { Anchor, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PublicKey } from '@psnb2b/contract';
import {
  ConfirmAct,
  CopyId,
  CopyValue,
  Facts,
  Form,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './public-key.module.css';

const words = t.publicKey;

/** The key that codes leave sealed for: which one it is, another one, or none. */
export function PublicKeyPage() {
  const me = useMe();
  const key = useRead('/public-key');
  const may = allowed(me, 'setPublicKey');
  return (
    <Page title={words.title} lead={words.lead} width="text">
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

function useSetKey(done: string, onDone: () => void = () => {}) {
  return useDo('PUT /public-key', {
    send: (public_key: string | null) => ({ body: { public_key } }),
    onDone: () => {
      onDone();
      say(done);
    },
  });
}

function Current({ found }: { readonly found: PublicKey }) {
  const remove = useSetKey(words.removed);
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
          <div className={classes.jwk}>
            <code>{found.public_key}</code>
            <CopyValue value={found.public_key} what={words.jwk} />
          </div>
          <Group>
            <ConfirmAct
              label={words.remove}
              says={words.removeSays}
              act={{ ...remove, run: () => remove.run(null) }}
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
  const form = useForm({ initialValues: { public_key: '' } });
  const set = useSetKey(words.saved, form.reset);
  const act = { ...set, run: (fields: { public_key: string }) => set.run(fields.public_key) };
  return (
    <Section
      title={replaces ? words.replace : words.add}
      lead={replaces ? words.replaceLead : words.addLead}
    >
      <Form form={form} act={act} submit={replaces ? words.replaceSubmit : words.addSubmit}>
        <Textarea
          label={words.jwk}
          description={words.jwkHint}
          placeholder='{"kty":"OKP","crv":"X25519","x":"…"}'
          autosize
          minRows={3}
          maxRows={12}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('public_key')}
        />
      </Form>
    </Section>
  );
}
