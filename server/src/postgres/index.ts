export { type EmbeddedOptions, EmbeddedPostgres, openEmbedded } from './open-embedded.ts';
