import type { Confidence } from '../model/price.ts';

const DOUBT: Readonly<Record<Confidence, number>> = { A: 0, T: 1, I: 2 };

/** A figure is as sure as the least sure thing that it rests on. */
export function weakest(first: Confidence, ...rest: readonly Confidence[]): Confidence {
  return rest.reduce((least, next) => (DOUBT[next] > DOUBT[least] ? next : least), first);
}
