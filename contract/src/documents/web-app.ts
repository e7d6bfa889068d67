import { OpenapiDocument } from '../kit/shapes.ts';
import { ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';

/** The API document of a web app. */
export const documentOperations = {
  getOpenapi: {
    ...reading,
    tag: 'Documents',
    id: 'getOpenapi',
    path: '/openapi.json',
    summary: 'Read this document',
    description: 'The OpenAPI 3.1 description of this API, for everybody who is signed in.',
    replies: ok(OpenapiDocument, 'The document.'),
  },
} as const satisfies Record<string, WebAppOperation>;
