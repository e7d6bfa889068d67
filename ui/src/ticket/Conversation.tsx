import { Button } from '@mantine/core';
import { IconFile, IconLock } from '@tabler/icons-react';
import { text } from '../text/text.ts';
import { Time } from '../value/Time.tsx';
import { WithTimes } from '../value/WithTimes.tsx';
import classes from './conversation.module.css';

export interface Message {
  readonly id: string;
  readonly author: { readonly side: 'partner' | 'staff' | 'system'; readonly name: string };
  readonly text: string;
  readonly created_at: string;
  readonly attachments: readonly { readonly id: string; readonly name: string; size: number }[];
  /** A note that the other side does not see. */
  readonly internal?: boolean;
}

interface Props {
  readonly label: string;
  readonly messages: readonly Message[];
  /** The side whose messages are one's own. */
  readonly own: 'partner' | 'staff';
  /** The download address of a file; null for people who may not download it. */
  readonly fileUrl: ((id: string) => string) | null;
  /** Looks at an attachment in place. */
  readonly onShow?: (id: string) => void;
  /** The label of a note. */
  readonly noteLabel?: string;
}

/** Messages, oldest first. Their content is shown as text. */
export function Conversation({ label, messages, own, fileUrl, onShow, noteLabel }: Props) {
  return (
    <ol className={classes.conversation} aria-label={label}>
      {messages.map((message) => (
        <li
          key={message.id}
          className={classes.message}
          data-own={message.author.side === own}
          data-system={message.author.side === 'system'}
          data-internal={message.internal === true}
        >
          <header className={classes.head}>
            {message.author.name !== '' && (
              <span className={classes.author}>{message.author.name}</span>
            )}
            {message.internal && noteLabel && (
              <span className={classes.note}>
                <IconLock size={12} aria-hidden /> {noteLabel}
              </span>
            )}
            <span className={classes.time}>
              <Time at={message.created_at} />
            </span>
          </header>
          <p className={classes.text}>
            {message.author.side === 'system' ? <WithTimes text={message.text} /> : message.text}
          </p>
          {message.attachments.map((file) => (
            <div key={file.id} className={classes.attached}>
              <Attached file={file} url={fileUrl?.(file.id) ?? null} />
              {onShow && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={text.showFile(file.name)}
                  onClick={() => onShow(file.id)}
                >
                  {text.show}
                </Button>
              )}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Attached({
  file,
  url,
}: {
  readonly file: Message['attachments'][number];
  readonly url: string | null;
}) {
  const shown = (
    <>
      <IconFile size={15} aria-hidden />
      {file.name} <span className={classes.time}>{text.bytes(file.size)}</span>
    </>
  );
  if (url === null) return <span className={classes.file}>{shown}</span>;
  return (
    <a href={url} download className={classes.file}>
      {shown}
    </a>
  );
}
