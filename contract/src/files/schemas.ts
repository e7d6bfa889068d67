import { type Static, Type } from 'typebox';
import type { Reply } from '../kit/operation.ts';
import { id, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';

/** The accepted types of uploads, determined by content and never by name. */
export const fileTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const;
export type FileType = (typeof fileTypes)[number];

export const UploadedFile = Type.Object(
  {
    id: id('fil', 'Id of the file.'),
    object: Type.Literal('file'),
    name: Type.String({ description: 'Name it was uploaded under, cleaned.' }),
    media_type: oneOf(fileTypes, 'What it is, by its content.'),
    size: Type.Integer({ minimum: 1, description: 'Bytes.' }),
    created_at: time('When it was uploaded.'),
  },
  {
    title: 'UploadedFile',
    description: 'An upload. An unattached one is deleted after a day.',
  },
);
export type UploadedFile = Static<typeof UploadedFile>;

const FileContent = Type.String({
  description: 'The bytes, with `Content-Disposition: attachment`.',
  format: 'binary',
  contentMediaType: 'application/octet-stream',
});
/** The media types of served files: always an attachment, never shown as a page. */
export const FileContents: NonNullable<Reply['mediaTypes']> = Object.fromEntries(
  fileTypes.map((type) => [type, { schema: FileContent }]),
);

const ShownContent = Type.String({
  description:
    'The picture, redrawn from its pixels, or the PDF, with `Content-Disposition: attachment`.',
  format: 'binary',
  contentMediaType: 'application/octet-stream',
});
/** The media types of files that staff look at in place. */
export const ShownContents: NonNullable<Reply['mediaTypes']> = {
  'image/jpeg': { schema: ShownContent },
  'application/pdf': { schema: ShownContent },
};
