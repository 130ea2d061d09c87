import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';
import { callError, type FakeKey, type FakeUnit } from './testing/fake-aws.ts';
import { fixture, gather, scanned } from './testing/run-scan.ts';

const keys = (count: number, spec = 'RSA_2048'): FakeUnit => ({
  keys: Array.from({ length: count }, (_, index): FakeKey => ({ id: `k${index}`, metadata: { spec } })),
});

describe('scan', () => {
  it('hands over every key of every unit once, at most 200 at a time', async () => {
    const { keys: rows, events } = await scanned({ 'eu-west-1': keys(450), 'us-east-1': keys(7) });
    expect(new Set(rows.map((row) => row.arn)).size).toBe(457);
    expect(rows).toHaveLength(457);
    for (const event of events) if (event.type === 'keys') expect(event.keys.length).toBeLessThanOrEqual(200);
  });

  it('shows progress that only grows, at most four times a second, and ends done', async () => {
    const { plan, options, clock } = fixture({
      'eu-west-1': keys(300, 'SYMMETRIC_DEFAULT'),
      'us-east-1': keys(3),
    });
    const seenAt: number[] = [];
    const run = gather(plan, options, (event) => {
      if (event.type === 'progress') seenAt.push(clock.now());
    });
    const { progress, result } = await clock.drive(run);
    // 300 histories at 100 a second, a quarter of a second's worth at once.
    expect(clock.now()).toBeGreaterThanOrEqual(2750);
    expect(progress.length).toBeGreaterThan(5);
    for (const [index, at] of seenAt.entries()) {
      expect(seenAt.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(4);
      const [before, now] = [progress[index - 1], progress[index]];
      if (!before || !now) continue;
      expect(now.keysListed).toBeGreaterThanOrEqual(before.keysListed);
      expect(now.keysRead).toBeGreaterThanOrEqual(before.keysRead);
      expect(now.requests).toBeGreaterThanOrEqual(before.requests);
    }
    expect(progress.at(-1)).toMatchObject({ keysListed: 303, keysRead: 303, remainingMs: 0, unread: [] });
    expect(progress.at(-1)?.units.map((unit) => unit.phase)).toEqual(['done', 'done']);
    const late = progress.at(-3);
    const history = late?.quotas.find((quota) => quota.operation === 'kms:ListKeyRotations');
    expect(history?.quotaPerSecond).toBe(100);
    expect(history?.usedPerSecond).toBeLessThanOrEqual(100);
    expect(history?.usedPerSecond).toBeGreaterThan(90);
    expect(late?.keysPerSecond).toBeGreaterThan(0);
    expect(Object.values(result.requests).reduce((a, b) => a + b, 0)).toBe(progress.at(-1)?.requests);
  });

  it('reads no further than a slow consumer takes', async () => {
    const { plan, options, clock, aws } = fixture({ 'eu-west-1': keys(20_000) });
    const scanning = scan(plan, options);
    const nextKeys = async () => {
      for (;;) {
        const step = await scanning.next();
        if (step.done || step.value.type === 'keys') return;
      }
    };
    await clock.drive(nextKeys());
    await clock.advance(10_000);
    // The window of one unit, the rows held, and not the 20,000 that there is time for.
    expect(aws.count('kms:DescribeKey')).toBeLessThan(10_000);
    await clock.drive(scanning.return({ coverage: [], complete: false, requests: {} }));
  });

  it('ends at once when cancelled, keeps what was read and says what was not', async () => {
    const { plan, options, clock, cancel } = fixture({
      'eu-west-1': keys(400, 'SYMMETRIC_DEFAULT'),
      'us-east-1': keys(1),
    });
    let cancelledAt = 0;
    const run = gather(plan, options, (event) => {
      if (event.type !== 'progress' || event.progress.keysRead < 100 || cancelledAt) return;
      cancelledAt = clock.now();
      cancel.abort();
    });
    const { keys: rows, result, progress } = await clock.drive(run);
    expect(clock.now()).toBe(cancelledAt);
    expect(result.complete).toBe(false);
    const whole = rows.filter((row) => row.rotations.status === 'read').length;
    const cut = rows.filter((row) => row.rotations.status === 'unread').length;
    // The hundredth key is the other unit's.
    expect(whole).toBeGreaterThanOrEqual(99);
    expect(whole + cut).toBe(400);
    expect(result.coverage).toContainEqual(
      expect.objectContaining({ operation: 'kms:ListKeyRotations', outcome: 'cancelled', count: cut }),
    );
    expect(progress.at(-1)?.units.map((unit) => unit.phase)).toEqual(['cancelled', 'done']);
  });

  it('stops asking when the consumer stops listening', async () => {
    const { plan, options, clock, aws } = fixture({ 'eu-west-1': keys(400, 'SYMMETRIC_DEFAULT') });
    const scanning = scan(plan, options);
    await clock.drive(scanning.next());
    await clock.drive(scanning.return({ coverage: [], complete: false, requests: {} }));
    const sent = aws.calls.length;
    await clock.advance(10_000);
    expect(aws.calls.length).toBe(sent);
  });

  it('reads every unit although one is slow, and counts all of them early', async () => {
    const { plan, options, clock } = fixture({
      'eu-west-1': keys(1000, 'SYMMETRIC_DEFAULT'),
      'us-east-1': keys(50, 'SYMMETRIC_DEFAULT'),
    });
    let smallDoneAt = Number.POSITIVE_INFINITY;
    let listedAt = Number.POSITIVE_INFINITY;
    const run = gather(plan, options, (event) => {
      if (event.type !== 'progress') return;
      if (event.progress.units[1]?.phase === 'done') smallDoneAt = Math.min(smallDoneAt, clock.now());
      if (event.progress.keysListed === 1050) listedAt = Math.min(listedAt, clock.now());
    });
    await clock.drive(run);
    // 50 histories at 100 a second take half a second, whatever the other unit does.
    expect(smallDoneAt).toBeLessThan(3000);
    // Ten pages at 500 a second, seen by the next progress.
    expect(listedAt).toBeLessThan(1000);
    expect(clock.now()).toBeGreaterThanOrEqual(9750);
  });

  it('adds the plan’s coverage and requests to its own', async () => {
    const { plan, options, clock } = fixture({ 'eu-west-1': keys(1) });
    const entry = {
      accountId: 'other',
      region: 'us-east-1',
      operation: 'sts:GetCallerIdentity',
      outcome: 'expired',
      count: 1,
      example: 'x',
      action: 'y',
    } as const;
    const run = gather({ ...plan, coverage: [entry], requests: { 'sts:GetCallerIdentity': 2 } }, options);
    const { result, progress } = await clock.drive(run);
    expect(result.coverage).toContainEqual(entry);
    expect(result.complete).toBe(false);
    expect(result.requests).toMatchObject({ 'sts:GetCallerIdentity': 2, 'kms:DescribeKey': 1 });
    expect(progress.at(-1)?.unread).toEqual([entry]);
  });

  it('ends with the error where the fault is ours', async () => {
    const bug = new TypeError('ours');
    const { plan, options, clock } = fixture({ 'eu-west-1': keys(3) }, ({ operation }) => {
      if (operation === 'kms:DescribeKey') throw bug;
      return undefined;
    });
    await expect(clock.drive(gather(plan, options))).rejects.toBe(bug);
  });

  it('tells a unit that AWS slows down', async () => {
    let throttled = false;
    const { progress } = await scanned({ 'eu-west-1': keys(300, 'SYMMETRIC_DEFAULT') }, ({ operation }) => {
      if (operation !== 'kms:ListKeyRotations' || throttled) return undefined;
      throttled = true;
      return callError(operation, 'throttledOut', { retry: 'throttle' });
    });
    expect(progress.some((one) => one.units[0]?.slowed)).toBe(true);
  });
});
