export { isOnDemand } from './api/errors-on-demand.ts';
export { apiRoutes } from './api/index.ts';
export { consoleRoutes } from './console/index.ts';
export { type ExportParts, exportMaker } from './export-maker.ts';
export type { ExportAsked } from './make-apart.ts';
export { portalRoutes } from './portal/index.ts';
export { presentMessage } from './present/claim.ts';
