/** Mixes two 32-bit numbers into one; the finaliser is MurmurHash3's (public domain). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over the UTF-16 units of a short name. */
export function mixText(seed: number, text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return mix(seed, h >>> 0);
}

/** A run of random numbers that depends on its seed alone (mulberry32). */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** Whole, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)] as T;
  }

  /** Picks by weight; the weights need not add up to one. */
  weighted<T>(table: readonly (readonly [value: T, weight: number])[]): T {
    let rest = this.next() * table.reduce((total, [, weight]) => total + weight, 0);
    for (const [value, weight] of table) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return (table[table.length - 1] as readonly [T, number])[0];
  }
}

/**
 * Shares `total` out by weight, whole numbers only, largest remainders first, so that the parts add up exactly. No
 * part exceeds `cap`; what does not fit anywhere is left out.
 */
export function allot(total: number, weights: readonly number[], cap = Number.POSITIVE_INFINITY): number[] {
  const parts = weights.map(() => 0);
  let open = weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
  let left = total;
  while (left > 0 && open.length > 0) {
    const sum = open.reduce((all, index) => all + (weights[index] ?? 0), 0);
    const shares = open.map((index) => ({ index, share: ((weights[index] ?? 0) / sum) * left }));
    const floors = shares.reduce((all, { share }) => all + Math.floor(share), 0);
    shares.sort((a, b) => (b.share % 1) - (a.share % 1) || a.index - b.index);
    let spare = left - floors;
    for (const { index, share } of shares) {
      const wanted = Math.floor(share) + (spare-- > 0 ? 1 : 0);
      const given = Math.min(wanted, cap - (parts[index] ?? 0));
      parts[index] = (parts[index] ?? 0) + given;
      left -= given;
    }
    open = open.filter((index) => (parts[index] ?? 0) < cap);
  }
  return parts;
}
