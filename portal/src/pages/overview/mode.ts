/** The figures of a page are of one of the two. */
export type Mode = 'live' | 'test';
