import { mix } from '../generate/draw.ts';
import { AwsRefusal } from './call.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

function encode(slot: number, skip: number): string {
  return Buffer.from(`northwind:${slot}:${skip}`).toString('base64url');
}

function decode(marker: string, code: string): [slot: number, skip: number] {
  const match = /^northwind:(\d+):(\d+)$/.exec(Buffer.from(marker, 'base64url').toString());
  if (!match) throw new AwsRefusal(code, 'The marker is not valid.');
  return [Number(match[1]), Number(match[2])];
}

/** Size asked for, or the default; out of bounds is a ValidationException. */
export function pageSize(asked: number | undefined, standard: number, most: number, least = 1): number {
  if (asked !== undefined && (!Number.isInteger(asked) || asked < least || asked > most)) {
    throw new AwsRefusal(
      'ValidationException',
      `1 validation error detected: Value '${asked}' failed to satisfy constraint: Member must have value between ${least} and ${most}`,
    );
  }
  return asked ?? standard;
}

/**
 * Walks `slots` places, each of which holds any number of items. As with AWS a page may hold fewer than asked for
 * (about every fifth is one short), and the last may be empty.
 */
export function pageOf<T>(
  slots: number,
  itemsAt: (slot: number) => readonly T[],
  size: number,
  marker: string | undefined,
  badMarker: string,
): Page<T> {
  const [start, skipped] = marker ? decode(marker, badMarker) : [0, 0];
  const room = size > 1 && mix(start, skipped) % 5 === 0 ? size - 1 : size;
  const items: T[] = [];
  let skip = skipped;
  for (let slot = start; slot < slots; slot++) {
    const here = itemsAt(slot);
    const taken = here.slice(skip, skip + room - items.length);
    items.push(...taken);
    if (items.length === room) {
      const done = skip + taken.length >= here.length;
      const last = done && slot + 1 >= slots;
      return { items, next: last ? null : done ? encode(slot + 1, 0) : encode(slot, skip + taken.length) };
    }
    skip = 0;
  }
  return { items, next: null };
}
