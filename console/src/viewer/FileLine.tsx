import { Button } from '@mantine/core';
import type { UploadedFile } from '@psnb2b/contract';
import { Time } from '@psnb2b/ui';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './viewer.module.css';
import { words } from './words.ts';

/** A file that is looked at in place, or downloaded. */
export function FileLine(props: {
  readonly file: Pick<UploadedFile, 'id' | 'name' | 'created_at'>;
  readonly url: string;
  readonly onShow: () => void;
  readonly children?: ReactNode;
}) {
  const { file, url, onShow, children } = props;
  return (
    <div className={classes.file}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={words.showOf(file.name)}
        onClick={onShow}
      >
        {words.show}
      </Button>
      <a href={url} download aria-label={words.downloadOf(file.name)} className={classes.file}>
        <IconDownload size={15} aria-hidden />
        <span className="breaks">{file.name}</span>
      </a>
      <span className="quiet">
        <Time at={file.created_at} form="day" />
        {children && <> · {children}</>}
      </span>
    </div>
  );
}
