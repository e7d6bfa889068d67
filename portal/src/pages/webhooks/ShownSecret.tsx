import { Anchor, Select } from '@mantine/core';
import type { PortalWebhookEndpointSecret } from '@psnb2b/contract';
import { CopyValue, say } from '@psnb2b/ui';
import { useEffect, useState } from 'react';
import { ShownOnce } from '../developers/ShownOnce.tsx';
import { verifySamples } from './verify-samples.ts';
import classes from './webhooks.module.css';
import { endpointWords as words } from './words.ts';

const LANGUAGES = Object.keys(verifySamples);

interface Props {
  readonly endpoint: PortalWebhookEndpointSecret;
  readonly onKept: () => void;
}

/**
 * A new secret, shown only this once, and how a server verifies with it.
 * by hand: the language only chooses which sample is shown.
 */
export function ShownSecret({ endpoint: { secret }, onKept }: Props) {
  const [language = '', setLanguage] = useState(LANGUAGES[0]);
  const code = verifySamples[language] ?? '';
  useEffect(() => {
    if (secret !== undefined) return;
    say(words.shownBefore);
    onKept();
  }, [secret, onKept]);
  if (secret === undefined) return null;
  return (
    <ShownOnce
      title={words.secretTitle}
      lead={words.secretLead}
      secret={secret}
      what={words.secret}
      onKept={onKept}
    >
      <Select
        label={words.verify}
        data={LANGUAGES}
        value={language}
        onChange={(next) => next && setLanguage(next)}
        allowDeselect={false}
      />
      <div className={`boxed ${classes.code}`}>
        <pre>{code}</pre>
        <CopyValue value={code} what={words.sample} />
      </div>
      <Anchor href="/docs/webhooks" target="_blank" size="sm">
        {words.guide}
      </Anchor>
    </ShownOnce>
  );
}
