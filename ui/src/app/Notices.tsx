import { Notifications } from '@mantine/notifications';

/** What `say` has said. Loaded behind the first page, which says nothing yet; what is said before is shown then. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function Notices() {
  return <Notifications position="bottom-right" limit={4} />;
}
