import { Fragment } from 'react';
import { splitAtInstants } from './instants.ts';
import { Time } from './Time.tsx';
import { withUnits } from './with-unit.ts';

/** A sentence of the server, with its times in the reader's zone and each number beside its unit. */
export function WithTimes({ text }: { readonly text: string }) {
  return splitAtInstants(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no other name, and keep their places
    <Fragment key={index}>{'at' in part ? <Time at={part.at} /> : withUnits(part.text)}</Fragment>
  ));
}
