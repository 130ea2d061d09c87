import type { Confidence } from '../model/price.ts';
import type { Need } from './needs.ts';

/** Where a statement about a kind of key is written. */
export interface Source {
  readonly title: string;
  /** Address without its scheme: shown, never opened. */
  readonly where: string | null;
  readonly confidence: Confidence;
}

/** `yours`: met by what you set up yourself, which AWS does not do for you, nor can Keyledger see it. */
export type Meets = 'yes' | 'no' | 'yours';

export interface Cell {
  readonly meets: Meets;
  /** A whole sentence. */
  readonly why: string;
  readonly source: Source;
}

/** Cheapest first: what AWS charges for one key and what has to be run for it. */
export const ADVISED_KINDS = ['awsOwned', 'awsManaged', 'customer', 'keyStore', 'hsm', 'external'] as const;
export type AdvisedKind = (typeof ADVISED_KINDS)[number];

export interface KindFacts {
  readonly kind: AdvisedKind;
  /** "A customer managed key". */
  readonly name: string;
  /** What to know before choosing it, in a sentence or two. */
  readonly note: string;
  readonly cells: Readonly<Record<Need, Cell>>;
}

export function yes(why: string, source: Source): Cell {
  return { meets: 'yes', why, source };
}

export function no(why: string, source: Source): Cell {
  return { meets: 'no', why, source };
}

export function yours(why: string, source: Source): Cell {
  return { meets: 'yours', why, source };
}
