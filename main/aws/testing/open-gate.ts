import { setMaxListeners } from 'node:events';
import type { CallGate, Operation } from '../reader.ts';

/** A gate that lets every attempt through once and remembers which operations passed. */
export function openGate(
  signal: AbortSignal = new AbortController().signal,
): CallGate & { passed: Operation[] } {
  setMaxListeners(0, signal);
  const passed: Operation[] = [];
  return {
    passed,
    run: (operation, attempt) => {
      passed.push(operation);
      return attempt(signal);
    },
  };
}

export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
