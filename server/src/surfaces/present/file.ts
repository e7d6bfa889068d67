import type { UploadedFile as FileBody } from '@psnb2b/contract';
import { mediaTypes, type StoredFile } from '../../files/index.ts';
import { formatId } from '../../kit/ids.ts';

export function presentFile(file: StoredFile): FileBody {
  return {
    id: formatId('fil', file.fileId),
    object: 'file',
    name: file.name,
    media_type: mediaTypes[file.kind],
    size: file.sizeBytes,
    created_at: file.createdAt.toISOString(),
  };
}
