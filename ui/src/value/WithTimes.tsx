import { Time } from './Time.tsx';

const INSTANT = /(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** A sentence of the server, with its times in the reader's zone. */
export function WithTimes({ text }: { readonly text: string }) {
  return text.split(INSTANT).map((part, index) => {
    // Every other part is a match of the pattern.
    const key = `${index} ${part}`;
    return index % 2 === 0 ? part : <Time key={key} at={part} />;
  });
}
