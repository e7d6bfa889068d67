import type { Operation } from '../kit/operation.ts';
import { OpenapiDocument } from '../kit/shapes.ts';

export const getOpenapi = {
  id: 'getOpenapi',
  method: 'GET',
  path: '/openapi.json',
  tag: 'Documents',
  summary: 'Read this document',
  description: 'The OpenAPI 3.1 description of this API. Needs no key.',
  auth: 'none',
  scope: null,
  limit: 'requests',
  idempotent: false,
  replies: {
    200: {
      description: 'The document.',
      schema: OpenapiDocument,
      examples: { document: { summary: 'Its first member', value: { openapi: '3.1.0' } } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;
