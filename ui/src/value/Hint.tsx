import { Tooltip } from '@mantine/core';

/** The words of a hint, at the element that somebody points at. */
// biome-ignore lint/style/noDefaultExport: loaded when it is first needed.
export default function Hint({
  label,
  target,
  opened,
}: {
  readonly label: string;
  readonly target: HTMLElement;
  readonly opened: boolean;
}) {
  return <Tooltip label={label} target={target} opened={opened} />;
}
