import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeadlineError, Deadlines, withDeadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Deadlines', () => {
  it('ends each call at its own time, and within an eighth more', () => {
    const deadlines = new Deadlines(800);
    const ended: unknown[] = [];
    const { signal } = new AbortController();
    deadlines.watch(signal, (reason) => ended.push(reason));
    vi.advanceTimersByTime(400);
    deadlines.watch(signal, (reason) => ended.push(reason));
    vi.advanceTimersByTime(390);
    expect(ended).toHaveLength(0);
    vi.advanceTimersByTime(210);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toBeInstanceOf(DeadlineError);
    vi.advanceTimersByTime(400);
    expect(ended).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves a call alone that was released, and ends the others when their signal aborts', () => {
    const deadlines = new Deadlines(800);
    const ended: string[] = [];
    const [one, other] = [new AbortController(), new AbortController()];
    const release = deadlines.watch(one.signal, () => ended.push('released'));
    deadlines.watch(one.signal, (reason) => ended.push(`one: ${reason}`));
    deadlines.watch(other.signal, () => ended.push('other'));
    release();
    one.abort('cancelled');
    expect(ended).toEqual(['one: cancelled']);
    expect(() => deadlines.watch(one.signal, () => undefined)).toThrow('cancelled');
  });
});

describe('withDeadline', () => {
  it('stops the call and throws what ended it, whatever the call makes of it', async () => {
    const cancel = new AbortController();
    let stop: () => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new Error('its own words'));
    });
    const call = withDeadline(new Deadlines(800), cancel.signal, stop, () => stopped);
    const reason = new Error('cancelled');
    cancel.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it('lets its own failure through', async () => {
    const { signal } = new AbortController();
    const own = new Error('own');
    const call = withDeadline(
      new Deadlines(),
      signal,
      () => undefined,
      () => Promise.reject(own),
    );
    await expect(call).rejects.toBe(own);
  });
});
