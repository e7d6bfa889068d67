import { ColorSwatch, Group } from '@mantine/core';
import { contrastOf, tonesOf } from '@psnb2b/contract/states';
import { words } from './words.ts';

const COLOUR = /^#[0-9a-f]{6}$/i;
const SWATCH = 24;
/** The tones of buttons and links, in the light and the dark scheme. */
const [LIGHT, DARK] = [7, 6] as const;

/** Shows, before a colour is saved, its tones, and how well white letters are read on them. */
export function BrandTones({ colour }: { readonly colour: string | null }) {
  if (colour === null || !COLOUR.test(colour)) return null;
  const tones = tonesOf(colour);
  const on = (tone: string) => contrastOf(tone, '#ffffff').toFixed(1);
  return (
    <div>
      <Group gap={6} role="img" aria-label={words.tones}>
        {tones.map((tone) => (
          <ColorSwatch key={tone} color={tone} size={SWATCH} radius="sm" />
        ))}
      </Group>
      <p className="quiet">
        {words.tonesSay(tones[LIGHT], on(tones[LIGHT]), tones[DARK], on(tones[DARK]))}
      </p>
    </div>
  );
}
