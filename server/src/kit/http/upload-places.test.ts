/** Guards: the number of uploads is limited before they send anything, and slow ones cannot keep others out. */
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { UploadPlaces } from './upload-places.ts';

const codeOf = (work: () => unknown) => refusalOf(work)?.code ?? 'went through';

function refusalOf(work: () => unknown): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const from = (owner: string, address = '192.0.2.1') => ({ owner, address });
const never = () => expect.unreachable('nobody has to give way');

describe('the number of simultaneous uploads', () => {
  test('of one owner, from whatever addresses', () => {
    const limits = new UploadPlaces();
    const places = [1, 2, 3].map((host) => limits.enter(from('prt_a', `192.0.2.${host}`), never));
    expect(codeOf(() => limits.enter(from('prt_a', '192.0.2.9'), never))).toBe('rate_limited');
    const refusal = refusalOf(() => limits.enter(from('prt_a', '192.0.2.9'), never));
    expect(refusal?.members).toEqual({ policy: 'uploads', limit: 3, retry_after: 2 });
    expect(codeOf(() => limits.enter(from('prt_b', '192.0.2.9'), never))).toBe('went through');
    places[0]?.leave();
    expect(codeOf(() => limits.enter(from('prt_a', '192.0.2.9'), never))).toBe('went through');
  });

  test('from one address, of whatever owners; of IPv6 from one network', () => {
    const limits = new UploadPlaces({ perAddressMax: 2 });
    const address = (host: number) => `2001:db8:0:1::${host}`;
    for (const host of [1, 2]) limits.enter(from(`prt_${host}`, address(host)), never);
    expect(codeOf(() => limits.enter(from('prt_3', address(3)), never))).toBe('rate_limited');
    expect(codeOf(() => limits.enter(from('prt_3', '2001:db8:0:2::1'), never))).toBe(
      'went through',
    );
  });

  test('from one /48, whichever of its networks they use', () => {
    const limits = new UploadPlaces({ perAddressMax: 2 });
    const enter = (net: number) =>
      codeOf(() => limits.enter(from(`prt_${net}`, `2001:db8:0:${net.toString(16)}00::1`), never));
    const codes = Array.from({ length: 9 }, (_, net) => enter(net));
    expect(codes).toEqual([...Array(8).fill('went through'), 'rate_limited']);
  });

  test('in all', () => {
    const limits = new UploadPlaces({ inAllMax: 1 });
    limits.enter(from('prt_a'), never);
    expect(codeOf(() => limits.enter(from('prt_b', '192.0.2.2'), never))).toBe('unavailable');
  });
});

describe('when the memory is full', () => {
  function filled() {
    let nowMs = 0;
    const limits = new UploadPlaces({ bytesMax: 1_000_000 }, () => nowMs);
    const gone: string[] = [];
    const enter = (owner: string, address: string) =>
      limits.enter(from(owner, address), () => gone.push(owner));
    const slow = enter('prt_slow', '192.0.2.1');
    const slower = enter('prt_slower', '192.0.2.2');
    slow.take(600_000);
    slower.take(400_000);
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { limits, gone, enter, pass, slow, slower };
  }

  test('the slowest is cut in favour of a sender, and its memory is free at once', () => {
    const { limits, gone, enter, pass } = filled();
    pass(60_000);
    enter('prt_new', '192.0.2.3').take(300_000);
    expect(gone).toEqual(['prt_slower']);
    expect(limits.bytes).toBe(900_000);
  });

  test('none is cut in its first moments, nor once complete, nor in favour of itself', () => {
    const { limits, gone, enter, pass, slow, slower } = filled();
    const newcomer = enter('prt_new', '192.0.2.3');
    expect(codeOf(() => newcomer.take(1))).toBe('unavailable');
    pass(60_000);
    slow.complete();
    slower.complete();
    expect(codeOf(() => newcomer.take(1))).toBe('unavailable');
    expect(gone).toEqual([]);
    slow.leave();
    expect(limits.bytes).toBe(400_000);
    expect(codeOf(() => newcomer.take(1))).toBe('went through');
  });

  test('one that sends fast enough stays', () => {
    const { gone, enter, pass } = filled();
    pass(11_000);
    expect(codeOf(() => enter('prt_new', '192.0.2.3').take(500_000))).toBe('unavailable');
    expect(gone).toEqual([]);
  });

  test('an upload that was cut frees its place only once', () => {
    const { limits, enter, pass, slower } = filled();
    pass(60_000);
    enter('prt_new', '192.0.2.3').take(300_000);
    slower.leave();
    expect(limits.bytes).toBe(900_000);
  });
});
