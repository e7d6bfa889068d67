import type { Event } from '../generated/events.ts';
import type {
  Balance,
  Certification,
  CertificationCreate,
  TestClock,
  TestEventCreate,
  TestEventTypeList,
} from '../generated/shapes.ts';
import type { CallOptions, Send } from '../transport/send.ts';

export function testMode(send: Send) {
  return {
    /** Sets the balance of test mode, such as `10000.00`. */
    setBalance(amount: string, options?: CallOptions): Promise<Balance> {
      return send('setTestBalance', { body: { balance: amount } }, options);
    },
    /** How far the clock of your test data was advanced. */
    clock(options?: CallOptions): Promise<TestClock> {
      return send('getTestClock', {}, options);
    },
    /** Lets time pass for your test data: what waits is nearer to its end by so many seconds. */
    advanceClock(seconds: number, options?: CallOptions): Promise<TestClock> {
      return send('advanceTestClock', { body: { advance_seconds: seconds } }, options);
    },
    /** Every event type, and what it can report. */
    eventTypes(options?: CallOptions): Promise<TestEventTypeList> {
      return send('listTestEventTypes', {}, options);
    },
    /** Emits a sample of an event to your test endpoints. */
    emit(event: TestEventCreate, options?: CallOptions): Promise<Event> {
      return send('triggerTestEvent', { body: event }, options);
    },
    /** Reports the result of a run of `psnb2b certify`; returns it with what the shop saw itself. */
    reportCertification(
      result: CertificationCreate,
      options?: CallOptions,
    ): Promise<Certification> {
      return send('reportCertification', { body: result }, options);
    },
  };
}
