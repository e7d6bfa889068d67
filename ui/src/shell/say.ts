import { notifications } from '@mantine/notifications';
import { text } from '../text/text.ts';

/** Shows a short message that something is done, which disappears by itself. */
export function say(message: string): void {
  notifications.show({ message, color: 'petrol', closeButtonProps: { 'aria-label': text.close } });
}
