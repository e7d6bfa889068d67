import { type FileParts, readUpload } from '../files/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalid } from '../kit/refusal.ts';
import { LOGO_BYTES_MAX, type LogoBytes, logoFault, logoOf, setLogo } from '../shop/index.ts';

const pointer = '/file_id';

/** The logo that an upload becomes: a checked picture, refused by its name if it is too large, or nothing that can be printed. */
export async function logoOfUpload(
  parts: Pick<FileParts, 'database' | 'vault'>,
  owner: string,
  fileId: string | null,
): Promise<LogoBytes> {
  const upload = await readUpload(parts, owner, fileId, { bytesMax: LOGO_BYTES_MAX, pointer });
  const picture = { ...upload.file, bytes: upload.bytes };
  const detail = logoFault(picture);
  if (detail !== null) throw invalid({ pointer, code: 'content', detail });
  return logoOf(picture);
}

/** Sets the logo, or takes it away, and notifies the admins, in one commit. */
export async function changeLogo(tx: Tx, logo: LogoBytes | null, by: By): Promise<void> {
  if (!(await setLogo(tx, logo, by))) return;
  await notify(tx, 'shop.set', 'staff', { changed: ['logo'], at: by.at });
}
