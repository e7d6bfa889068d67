import {
  mayCall,
  type PartnerRole,
  type StaffRole,
  type WebApp,
  type WebAppOperation,
  webAppOperations,
} from '@psnb2b/contract';

const known = new Map<string, ReadonlySet<string>>();

/** What a role may read, as the first parts of the paths of its app. */
export function readable(webApp: WebApp, role: PartnerRole | StaffRole): ReadonlySet<string> {
  const key = `${webApp} ${role}`;
  const found =
    known.get(key) ??
    new Set(
      Object.values<WebAppOperation>(webAppOperations[webApp])
        .filter((each) => each.method === 'GET' && mayCall(each, role))
        .flatMap(({ path }) => path.split('/')[1] ?? []),
    );
  known.set(key, found);
  return found;
}
