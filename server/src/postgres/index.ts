export { embeddedVersion } from './binaries.ts';
export { appUrlOf, type EmbeddedOptions, EmbeddedPostgres, openEmbedded } from './open-embedded.ts';
export { clusterFolder, embeddedPassword } from './place.ts';
export { restoreCluster } from './restore-cluster.ts';
