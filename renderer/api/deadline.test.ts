import { expect, test, vi } from 'vitest';
import { CallTimeoutError, type Link, withDeadline } from './deadline.ts';

const never: Link = { call: () => new Promise(() => undefined) };

test('a call that nobody answers is withdrawn with a typed error', async () => {
  let seen: AbortSignal | undefined;
  const link = withDeadline(
    {
      call: (_path, _input, { signal }) => {
        seen = signal;
        return new Promise(() => undefined);
      },
    },
    () => 20,
  );
  await expect(link.call(['app', 'info'], undefined, { context: {} })).rejects.toThrow(CallTimeoutError);
  expect(seen?.aborted).toBe(true);
});

test('an answer in time is passed on, and an abort of the caller too', async () => {
  const quick = withDeadline({ call: async () => 'answer' }, () => 1_000);
  expect(await quick.call(['app', 'info'], undefined, { context: {} })).toBe('answer');
  const controller = new AbortController();
  const waiting = withDeadline(never, () => 10_000).call(['app', 'info'], undefined, {
    context: {},
    signal: controller.signal,
  });
  controller.abort(new Error('left the view'));
  await expect(waiting).rejects.toThrow('left the view');
});

test('a stream has no deadline and keeps its own signal', async () => {
  const call = vi.fn(async () => 'stream');
  const { signal } = new AbortController();
  await withDeadline({ call }, () => null).call(['scan', 'watch'], {}, { context: {}, signal });
  expect(call).toHaveBeenCalledWith(['scan', 'watch'], {}, { context: {}, signal });
});
