export { embeddedVersion } from './binaries.ts';
export { carryOver } from './carry-over.ts';
export { syncFolder } from './init-cluster.ts';
export { appUrlOf, type EmbeddedOptions, EmbeddedPostgres, openEmbedded } from './open-embedded.ts';
export { clusterFolder, embeddedPassword, giveToOwner } from './place.ts';
export { restoreCluster } from './restore-cluster.ts';
