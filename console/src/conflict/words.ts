/** What a page says if somebody else was faster. */
export const words = {
  overtakenText:
    'It happened while you were reading. Nothing of yours was sent; this is its current state.',
};
