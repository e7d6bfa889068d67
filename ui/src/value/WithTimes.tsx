import { Time } from './Time.tsx';

const INSTANT = /(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** A sentence of the server, its instants in the reader's zone. */
export function WithTimes({ text }: { readonly text: string }) {
  return text.split(INSTANT).map((part, index) => {
    // Every other part is what the pattern found.
    const key = `${index} ${part}`;
    return index % 2 === 0 ? part : <Time key={key} at={part} />;
  });
}
