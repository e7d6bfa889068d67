import { CopyValue } from './CopyId.tsx';
import classes from './value.module.css';

const LINK = /(https?:\/\/[^\s<>"]+)/;

/** A text of ours with its links, each of which can be followed, in a tab that knows nothing of this page, and copied. */
export function WithLinks({ text, what }: { readonly text: string; readonly what: string }) {
  return text.split(LINK).map((part, index) => {
    const key = `${index} ${part}`;
    // Every other part is a match of the pattern.
    if (index % 2 === 0) return part;
    return (
      <span key={key} className={classes.link}>
        <a href={part} target="_blank" rel="noopener noreferrer">
          {part}
        </a>
        <CopyValue value={part} what={what} />
      </span>
    );
  });
}
