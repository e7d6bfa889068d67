export { isOnDemand } from './api/errors-on-demand.ts';
export { apiRoutes } from './api/index.ts';
export { consoleRoutes } from './console/index.ts';
export { portalRoutes } from './portal/index.ts';
export { presentMessage } from './present/claim.ts';
