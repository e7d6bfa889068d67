import type { MantineColorsTuple } from '@mantine/core';
import { type Cell, cellsFrom } from './cells.ts';

/** What the server wrote into the page about the shop. */
export interface Brand {
  readonly name: string;
  /** Of the colour of the brand; null for our own. */
  readonly tones: MantineColorsTuple | null;
  /** The address of its logo. */
  readonly logo: string | null;
  readonly supportEmail: string | null;
  /** All cells of the shop; empty where there is one. */
  readonly cells: readonly Cell[];
  /** What to say if partners, prices and codes were invented by the demo. */
  readonly demo: { readonly title: string; readonly hint: string } | null;
}

const TONES = 10;
let brand: Brand | undefined;

/** The same until the page is loaded again. */
export function readBrand(): Brand {
  brand ??= {
    name: meta('application-name') ?? 'psnb2b',
    tones: tonesFrom(meta('brand-tones')),
    logo: meta('brand-logo'),
    supportEmail: meta('support-email'),
    cells: cellsFrom(meta('cells')),
    demo: demoFrom(meta('demo-title'), meta('demo-hint')),
  };
  return brand;
}

/** The title in the browser's tab: the page, the app, and whose shop it is. */
export function tabTitle(title: string, app: string): string {
  const { name } = readBrand();
  return name === 'psnb2b' ? `${title} · ${app}` : `${title} · ${app} · ${name}`;
}

function demoFrom(title: string | null, hint: string | null): Brand['demo'] {
  return title === null || hint === null ? null : { title, hint };
}

function meta(name: string): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? null;
}

function tonesFrom(text: string | null): MantineColorsTuple | null {
  const tones = text?.split(' ');
  return tones?.length === TONES ? (tones as unknown as MantineColorsTuple) : null;
}
