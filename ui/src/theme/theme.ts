import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { text } from '../text/text.ts';

/** The light scheme's neutral colours: warm grey. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e9e6df',
  '#dad6cc',
  '#c2bdb0',
  '#8f8a7e',
  '#625e57',
  '#4d4a44',
  '#383631',
  '#25241f',
];

/** The dark scheme's neutral colours: graphite with a little petrol. */
const dark: MantineColorsTuple = [
  '#dce2e2',
  '#b9c3c4',
  '#98a5a7',
  '#6f7c7f',
  '#3a4649',
  '#2a3437',
  '#1d2527',
  '#171e20',
  '#101516',
  '#0b1011',
];

/** The colour of actions: links, buttons, the selection. */
const petrol: MantineColorsTuple = [
  '#e6f3f4',
  '#cfe7e9',
  '#a3d2d6',
  '#72bbc2',
  '#4fabb4',
  '#2b8f9a',
  '#147684',
  '#0f6270',
  '#0c505c',
  '#083e48',
];

/** The colour of actions that cannot be undone. */
const red: MantineColorsTuple = [
  '#fdf0ed',
  '#fae0db',
  '#f2beb5',
  '#ea998b',
  '#e07a69',
  '#cf5644',
  '#b93f2e',
  '#a53324',
  '#85271b',
  '#651b12',
];

/** The colour of what waits: dark enough to be read on white. */
const yellow: MantineColorsTuple = [
  '#fdf6e6',
  '#fceed0',
  '#f8dda2',
  '#f4cd80',
  '#f0be62',
  '#d99a2b',
  '#a86c0c',
  '#754700',
  '#5e3900',
  '#472b00',
];

const sans = "'IBM Plex Sans Variable', system-ui, sans-serif";
const mono = "'IBM Plex Mono', ui-monospace, monospace";

/** Dense and square, for a screen of figures that is read all day. Sizes are one step below Mantine's own. */
const theme = createTheme({
  colors: { gray, dark, petrol, red, yellow },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  black: '#1b1d1f',
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '24px', xl: '36px' },
  defaultRadius: '4px',
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': text.close },
      },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200, multiline: true, maw: 320 } },
    // With hints under them, the inputs of a row line up.
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    PasswordInput: {
      defaultProps: {
        visibilityToggleFocusable: true,
        visibilityToggleButtonProps: { 'aria-label': text.showPassword },
      },
    },
    Button: { defaultProps: { size: 'sm' } },
    Loader: { defaultProps: { size: 'sm' } },
  },
});

/** The theme in the tones of a brand: the states, the frame and the ring around what has the focus keep their own colours. */
export function themeOf(tones: MantineColorsTuple | null): typeof theme {
  if (tones === null) return theme;
  return { ...theme, colors: { ...theme.colors, petrol: tones } };
}
