import { groupDigits } from '@psnb2b/ui';

/** The texts of the viewer of files. */
export const words = {
  viewer: (name: string) => `Viewer: ${name}`,
  place: (at: number, all: number) => `${groupDigits(at)} of ${groupDigits(all)}`,
  previousFile: 'Previous file (<)',
  nextFile: 'Next file (>)',
  smaller: 'Smaller (-)',
  larger: 'Larger (+)',
  fit: 'Fit the width (0)',
  turn: 'Turn (t)',
  close: 'Close (Esc)',
  previousPage: 'Previous page (Page up)',
  nextPage: 'Next page (Page down)',
  page: (at: number, all: number) => `Page ${groupDigits(at)} of ${groupDigits(all)}`,
  picture: (name: string, page: number, all: number) =>
    all === 1 ? name : `${name}, page ${groupDigits(page)} of ${groupDigits(all)}`,
  opening: 'Opening …',
  notShown: 'This file cannot be shown safely.',
  late: (seconds: number) =>
    `It was not drawn within ${groupDigits(seconds)} seconds. Download it to look at it.`,
  unreadable: 'Its content cannot be read. Download it to look at it.',
  download: 'Download',
  show: 'Show',
  showOf: (name: string) => `Show ${name}`,
  downloadOf: (name: string) => `Download ${name}`,
  seen: 'seen by you',
};
