import { expect, it } from 'vitest';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import { openGate } from '../testing/open-gate.ts';
import { type Credentials, remembered } from './credentials.ts';

const START = Date.parse('2026-11-24T09:00:00Z');
const gate = openGate();

function stage(answers: (() => Promise<Credentials>)[]) {
  let asked = 0;
  let time = START;
  const provide = remembered(
    () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer ? answer() : Promise.reject(new Error('no answer'));
    },
    () => new Date(time),
  );
  return {
    provide: () => provide(gate),
    asked: () => asked,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const keys = (lastsMs?: number): Credentials => ({
  accessKeyId: 'A',
  secretAccessKey: 'S',
  ...(lastsMs === undefined ? {} : { expiration: new Date(START + lastsMs) }),
});
const MINUTE = 60_000;

it('resolves once for callers that come together, and never again for keys that do not end', async () => {
  const { provide, asked, pass } = stage([async () => keys()]);
  await Promise.all([provide(), provide(), provide()]);
  pass(1000 * MINUTE);
  await provide();
  expect(asked()).toBe(1);
});

it('renews five minutes before the end', async () => {
  const { provide, asked, pass } = stage([async () => keys(60 * MINUTE), async () => keys(120 * MINUTE)]);
  await provide();
  pass(54 * MINUTE);
  await provide();
  expect(asked()).toBe(1);
  pass(2 * MINUTE);
  expect((await provide()).expiration).toEqual(new Date(START + 120 * MINUTE));
  expect(asked()).toBe(2);
});

it('does not ask at every call where what it gets is always about to end', async () => {
  const { provide, asked, pass } = stage([async () => keys(2 * MINUTE)]);
  await provide();
  await provide();
  expect(asked()).toBe(1);
  pass(MINUTE);
  await provide();
  expect(asked()).toBe(2);
});

it('repeats a refusal from memory for half a minute, then asks again', async () => {
  const refusal = new CredentialsError({ outcome: 'expired', code: 'x', message: 'm', action: 'a' });
  const { provide, asked, pass } = stage([() => Promise.reject(refusal), async () => keys()]);
  await expect(provide()).rejects.toBe(refusal);
  await expect(provide()).rejects.toBe(refusal);
  expect(asked()).toBe(1);
  pass(31_000);
  await expect(provide()).resolves.toEqual(keys());
});

it('asks again at once after a passing failure', async () => {
  const passing = new CredentialsError({
    outcome: 'unreachable',
    retry: 'transient',
    code: 'ECONNRESET',
    message: 'm',
    action: 'a',
  });
  const { provide } = stage([() => Promise.reject(passing), async () => keys()]);
  await expect(provide()).rejects.toBe(passing);
  await expect(provide()).resolves.toEqual(keys());
});

it('does not let the cancellation of one caller end another', async () => {
  const cancelled = new AwsCallError({
    operation: 'sts:AssumeRole',
    outcome: 'cancelled',
    code: 'Cancelled',
    retry: 'no',
    message: 'm',
    action: 'a',
  });
  const { provide, asked } = stage([() => Promise.reject(cancelled), async () => keys()]);
  const [first, second] = await Promise.allSettled([provide(), provide()]);
  expect(first).toMatchObject({ status: 'rejected', reason: cancelled });
  expect(second).toMatchObject({ status: 'fulfilled', value: keys() });
  expect(asked()).toBe(2);
});
