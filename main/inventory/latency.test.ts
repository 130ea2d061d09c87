import { expect, it } from 'vitest';
import { Latency } from './latency.ts';

it('is the shortest of the last ten to twenty seconds', () => {
  const latency = new Latency();
  expect(latency.ms()).toBe(100);
  latency.took(0, 80);
  latency.took(10, 70);
  latency.took(20, 900);
  expect(latency.ms()).toBe(60);
  latency.took(11_000, 11_200);
  expect(latency.ms()).toBe(60);
  latency.took(22_000, 22_150);
  expect(latency.ms()).toBe(150);
});
