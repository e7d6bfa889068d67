import { Button } from '@mantine/core';
import { text } from '../text/text.ts';

/** Downloads all of a list as it is filtered. */
export function ExportButton({
  url,
  query = {},
  size,
}: {
  /** The address of the export. */
  readonly url: string;
  /** The filters, as the call takes them. */
  readonly query?: Readonly<Record<string, string>>;
  readonly size?: 'xs';
}) {
  const asked = String(new URLSearchParams(query));
  return (
    <Button
      component="a"
      variant="default"
      href={asked === '' ? url : `${url}?${asked}`}
      download
      {...(size && { size })}
    >
      {text.list.export}
    </Button>
  );
}
