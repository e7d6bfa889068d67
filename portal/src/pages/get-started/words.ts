import { groupDigits } from '@psnb2b/ui';
export const words = {
  progress: (done: number, all: number) => `${groupDigits(done)} of ${groupDigits(all)} done`,
  states: {
    done: 'Done',
    now: 'To do',
    asked: 'We need more',
    waiting: 'With our staff',
    later: 'Later',
  },
  asked: 'Our staff asked for something: the page says what.',
  until: 'It waits until',
  steps: {
    profile: ['Describe your business', 'Company data, owners and your representative.'],
    documents: ['Add documents', 'Registration, and the identity of your representative.'],
    api_access: ['Request API access', 'Submit your review. We decide it, typically within a day.'],
    test_key: ['Issue a test key', 'It uses the real catalogue, and test stock without end.'],
    test_order: [
      'Place a test order',
      'Two calls with your test key: the order, and its codes. The guide has both.',
    ],
    webhook: ['Register a webhook', 'Receive deliveries and claims as they happen.'],
    top_up: ['Top up your balance', 'See where to pay, and what arrived.'],
    live_key: ['Reveal your live key', 'Our staff issue it, and you reveal it once.'],
  },
  go: {
    profile: 'Open the profile',
    documents: 'Open the documents',
    api_access: 'Open the review',
    test_key: 'Issue a test key',
    test_order: 'Open the quick start',
    webhook: 'Register a webhook',
    top_up: 'See where to pay',
    live_key: 'Open the keys',
  },
  goByTicket: 'Request a webhook',
};
