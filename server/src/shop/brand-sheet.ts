import { createHash } from 'node:crypto';
import { tonesOf } from '@psnb2b/contract';

const HASH_LENGTH = 8;
const NAME = /^([0-9a-f]{6})\.[0-9a-f]{1,64}\.css$/;

export interface BrandSheet {
  /** Where it is served; another content has another address. */
  readonly address: string;
  readonly css: string;
}

let last: { readonly colour: string; readonly sheet: BrandSheet } | null = null;

/**
 * The style sheet that gives the public pages the colour of the brand. It follows from the colour alone, which its address names: so
 * any process serves it, whatever is set now.
 */
export function brandSheet(colour: string): BrandSheet {
  if (last?.colour !== colour) last = { colour, sheet: makeSheet(colour) };
  return last.sheet;
}

/** The colour in the name of a sheet: the last part of its address; null if it is none. */
export function colourOfSheet(name: string): string | null {
  const [, digits] = NAME.exec(name) ?? [];
  return digits === undefined ? null : `#${digits}`;
}

function makeSheet(colour: string): BrandSheet {
  const tones = tonesOf(colour);
  const dark = `{ --link: ${tones[3]}; --button: ${tones[4]}; }`;
  const css = `:root:root { --link: ${tones[7]}; --button: ${tones[7]}; }
:root:root[data-mantine-color-scheme="dark"] ${dark}
@media (prefers-color-scheme: dark) { :root:root:not([data-mantine-color-scheme]) ${dark} }
.cursor { background: ${tones[4]}; }
`;
  const hash = createHash('sha256').update(css).digest('hex').slice(0, HASH_LENGTH);
  return { address: `/brand/${colour.slice(1)}.${hash}.css`, css };
}
