import { mix } from './draw.ts';

/** Where a key stands in its unit (or, for a family, in its account). Codes are 4 bits of class over 28 of index. */
const KEY_CLASSES = { showcase: 1, managed: 2, standing: 3, gone: 4, coming: 5, family: 6 } as const;
export type KeyClass = keyof typeof KEY_CLASSES;

export function codeOf(kind: KeyClass, index: number): number {
  return ((KEY_CLASSES[kind] << 28) | index) >>> 0;
}

export function placeOf(code: number): { kind: KeyClass; index: number } | undefined {
  const kind = (Object.keys(KEY_CLASSES) as KeyClass[]).find((name) => KEY_CLASSES[name] === code >>> 28);
  return kind && { kind, index: code & 0x0fffffff };
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight digits of a 32-bit number; by table, because every key needs a dozen of them. */
export function hex(word: number): string {
  const byte = (shift: number) => BYTES[(word >>> shift) & 255] ?? '';
  return byte(24) + byte(16) + byte(8) + byte(0);
}

/** 32 hexadecimal digits that look random, from which the code can be had back: no table of keys is needed. */
function digits(space: number, code: number): string {
  const last = mix(space, code);
  const first = code ^ mix(last, space);
  const second = ((mix(last, 2) & 0xffff0fff) | 0x4000) >>> 0;
  const third = ((mix(last, 3) & 0x3fffffff) | 0x80000000) >>> 0;
  return hex(first) + hex(second) + hex(third) + hex(last);
}

/** A single-Region id is a UUID, a multi-Region id is `mrk-` and 32 digits. `space` is the unit's or account's seed. */
export function keyIdOf(space: number, code: number): string {
  const text = digits(space, code);
  if (code >>> 28 === KEY_CLASSES.family) return `mrk-${text}`;
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** The code behind a key id, or undefined when this unit never gave that id. */
export function codeIn(space: number, keyId: string): number | undefined {
  const text = keyId.replace('mrk-', '').replaceAll('-', '');
  if (text.length !== 32) return undefined;
  const code =
    (Number.parseInt(text.slice(0, 8), 16) ^ mix(Number.parseInt(text.slice(24), 16), space)) >>> 0;
  return keyIdOf(space, code) === keyId ? code : undefined;
}
