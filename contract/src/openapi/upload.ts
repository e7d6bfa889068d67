import type { Json } from './components.ts';

/** The body of every upload: one file. */
export const uploadBody: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        additionalProperties: false,
        // 3.1 says `contentMediaType`; generators of 3.0 look for `format`.
        properties: {
          file: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' },
        },
      },
    },
  },
};
