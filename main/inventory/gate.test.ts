import { describe, expect, it } from 'vitest';
import type { Operation } from '../aws/reader.ts';
import { Gates } from './gate.ts';
import { callError } from './testing/fake-aws.ts';
import { FakeClock } from './testing/fake-clock.ts';

const HERE = { accountId: '111111111111', region: 'eu-west-1' };
const THERE = { accountId: '111111111111', region: 'us-east-1' };

function setUp(options: { quotaShare?: number; concurrency?: number } = {}) {
  const clock = new FakeClock();
  const cancel = new AbortController();
  const gates = new Gates({
    clock,
    signal: cancel.signal,
    random: () => 0.5,
    quotaShare: options.quotaShare ?? 1,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
  return { clock, cancel, gates };
}

/** Fails with each error in turn, then answers. */
function failing(...errors: readonly Error[]): () => Promise<string> {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return 'answer';
  };
}

const throttle = (operation: Operation = 'kms:DescribeKey') =>
  callError(operation, 'throttledOut', { code: 'ThrottlingException', retry: 'throttle' });
const reset = () => callError('kms:DescribeKey', 'unreachable', { code: 'ECONNRESET', retry: 'transient' });

describe('Gates', () => {
  it('spreads calls at the share of the quota, each unit and operation by its own', async () => {
    const { clock, gates } = setUp({ quotaShare: 0.5 });
    const sentAt: number[] = [];
    const call = async () => {
      sentAt.push(clock.now());
    };
    const ten = (gate = gates.of(HERE)) =>
      Promise.all(Array.from({ length: 10 }, () => gate.run('kms:DescribeCustomKeyStores', call)));
    await clock.drive(Promise.all([ten(), ten(gates.of(THERE))]));
    // 5 a second, half of them: two at once, then one every 400 ms, and the other region does not count.
    expect(clock.now()).toBeCloseTo(8 * 400, -1);
    expect(sentAt).toHaveLength(20);
    expect(sentAt.filter((at) => at < 1000)).toHaveLength(2 * 3); // at 0, 0, and 400; a fourth would be over
  });

  it('keeps the requests in flight within the bound, and lets every unit have its turn', async () => {
    const { clock, gates } = setUp({ concurrency: 4 });
    let inFlight = 0;
    let most = 0;
    const done: string[] = [];
    const call = async (region: string) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await clock.sleep(60);
      inFlight -= 1;
      done.push(region);
    };
    const many = (unit: typeof HERE) =>
      Array.from({ length: 20 }, () => gates.of(unit).run('kms:DescribeKey', () => call(unit.region)));
    await clock.drive(Promise.all([...many(HERE), ...many(THERE)]));
    expect(most).toBe(4);
    // HERE queued all its calls first; it has no more than its half, give or take the first round.
    const firstHalf = done.slice(0, 20).filter((region) => region === HERE.region).length;
    expect(firstHalf).toBeGreaterThanOrEqual(9);
    expect(firstHalf).toBeLessThanOrEqual(13);
  });

  it('has no more in flight than the quotas can use at the shortest latency', async () => {
    const { clock, gates } = setUp({ quotaShare: 0.5 });
    let inFlight = 0;
    let most = 0;
    let done = 0;
    const call = async () => {
      inFlight += 1;
      most = Math.max(most, done > 1000 ? inFlight : 0);
      // The first answers take 50 ms; later ones seem to take ten times as long, as where the machine itself is slow.
      await clock.sleep(done < 500 ? 50 : 500);
      inFlight -= 1;
      done += 1;
    };
    const calls = Array.from({ length: 3000 }, () => gates.of(HERE).run('kms:DescribeKey', call));
    await clock.drive(Promise.all(calls));
    // 1,000 a second at 50 ms are 50 in flight; half as many again, and never fewer than 64.
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThanOrEqual(75);
  });

  it('does not let calls that wait for a narrow quota hold up others', async () => {
    const { clock, gates } = setUp({ concurrency: 2 });
    const answers: string[] = [];
    const slow = Array.from({ length: 10 }, () =>
      gates.of(HERE).run('kms:DescribeCustomKeyStores', async () => answers.push('stores')),
    );
    const fast = Array.from({ length: 10 }, () =>
      gates.of(HERE).run('kms:DescribeKey', async () => answers.push('key')),
    );
    await clock.drive(Promise.all(fast));
    expect(clock.now()).toBeLessThan(100);
    await clock.drive(Promise.all(slow));
  });

  it('asks again after a throttled answer, slower, and counts each attempt', async () => {
    const { clock, gates } = setUp();
    const answer = gates.of(HERE).run('kms:DescribeKey', failing(throttle(), throttle()));
    expect(await clock.drive(answer)).toBe('answer');
    expect(gates.requests()).toEqual({ 'kms:DescribeKey': 3 });
    // 200 ms, then 400 ms, each times 0.75 at the middle of the jitter.
    expect(clock.now()).toBeGreaterThanOrEqual(450);
    expect(gates.slowed(HERE)).toBe(true);
    expect(gates.slowed(THERE)).toBe(false);
    await clock.advance(6000);
    expect(gates.slowed(HERE)).toBe(false);
  });

  it('gives up on a call that stays throttled, as throttledOut', async () => {
    const { clock, gates } = setUp();
    const call = gates.of(HERE).run('kms:DescribeKey', async () => {
      throw throttle();
    });
    await expect(clock.drive(call)).rejects.toMatchObject({
      outcome: 'throttledOut',
      code: 'ThrottlingException',
      operation: 'kms:DescribeKey',
    });
    expect(gates.requests()).toEqual({ 'kms:DescribeKey': 9 });
  });

  it('asks again after a lost connection, a few times only', async () => {
    const { clock, gates } = setUp();
    const gate = gates.of(HERE);
    expect(await clock.drive(gate.run('kms:DescribeKey', failing(reset(), reset(), reset())))).toBe('answer');
    const lost = reset();
    const call = gate.run('kms:DescribeKey', failing(reset(), reset(), reset(), lost));
    await expect(clock.drive(call)).rejects.toBe(lost);
    expect(gates.requests()).toEqual({ 'kms:DescribeKey': 8 });
  });

  it('never asks again where the answer will not change, or where the fault is ours', async () => {
    const { clock, gates } = setUp();
    const denied = callError('kms:DescribeKey', 'denied');
    await expect(clock.drive(gates.of(HERE).run('kms:DescribeKey', failing(denied)))).rejects.toBe(denied);
    const bug = new TypeError('ours');
    await expect(clock.drive(gates.of(HERE).run('kms:DescribeKey', failing(bug)))).rejects.toBe(bug);
    expect(gates.requests()).toEqual({ 'kms:DescribeKey': 2 });
  });

  it('cancels at once what waits, what is in flight and what is still to come', async () => {
    const { clock, cancel, gates } = setUp();
    const gate = gates.of(HERE);
    const never = () => new Promise<string>(() => undefined);
    const calls = [
      gate.run('kms:DescribeCustomKeyStores', never),
      gate.run('kms:DescribeCustomKeyStores', never),
      gate.run('kms:DescribeKey', failing(throttle())),
    ];
    const ends = Promise.allSettled(calls);
    await clock.advance(20);
    cancel.abort();
    const late = Promise.allSettled([gate.run('kms:ListKeys', never)]);
    for (const end of [...(await ends), ...(await late)]) {
      expect(end).toMatchObject({ status: 'rejected', reason: { outcome: 'cancelled' } });
    }
    expect(clock.now()).toBe(20);
    expect(gates.requests()['kms:ListKeys']).toBeUndefined();
  });

  it('is cancelled from the start when the signal already was', async () => {
    const gates = new Gates({
      clock: new FakeClock(),
      signal: AbortSignal.abort(),
      random: () => 0.5,
      quotaShare: 1,
    });
    await expect(gates.of(HERE).run('kms:ListKeys', async () => 1)).rejects.toMatchObject({
      outcome: 'cancelled',
    });
  });

  it('tells the use of each quota by its busiest unit', async () => {
    const { clock, gates } = setUp();
    const call = async () => undefined;
    const calls = [HERE, THERE, THERE].map((unit) => gates.of(unit).run('kms:DescribeKey', call));
    await clock.drive(Promise.all(calls));
    await clock.advance(900);
    expect(gates.quotas()).toEqual([
      { operation: 'kms:DescribeKey', quotaPerSecond: 2000, usedPerSecond: 2, sent: 3 },
    ]);
    await clock.advance(200);
    expect(gates.quotas()).toMatchObject([{ usedPerSecond: 0, sent: 3 }]);
  });
});
