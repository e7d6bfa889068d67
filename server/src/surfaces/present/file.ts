import { UploadedFile } from '@psnb2b/contract';
import { mediaTypes, type StoredFile } from '../../files/index.ts';
import { present } from '../../kit/present.ts';

export function presentFile(file: StoredFile): UploadedFile {
  return present(UploadedFile, file, { media_type: mediaTypes[file.kind], size: file.sizeBytes });
}
