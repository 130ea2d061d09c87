import type { KeyOrigin, Tag } from '../../../shared/model/key.ts';

/** From `from` on, until before `until`, in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** How a key is used: every `every` ms from `from`, until `until`; null where it never is. */
export interface UsePattern extends Span {
  readonly every: number;
  readonly operation: string;
}

/** A key's multi-Region family. A primary scheduled for deletion waits until its last replica is gone. */
interface FamilyLife {
  readonly primary: string;
  readonly replicas: readonly {
    readonly region: string;
    readonly createdAt: number;
    readonly deletedAt: number;
  }[];
}

/**
 * The whole timeline of a key, past and future. It is drawn from the seed and never depends on the date it is looked
 * at. Dates are ms since 1970.
 */
export interface KeyLife {
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly spec: string;
  readonly usage: string;
  readonly origin: KeyOrigin;
  readonly description: string;
  /** Sorted. */
  readonly aliases: readonly string[];
  readonly tags: readonly Tag[];
  readonly createdAt: number;
  /** `Creating` until then. */
  readonly readyAt: number;
  readonly updating: Span | null;
  readonly disabled: Span | null;
  /** PendingDeletion from `from`; gone at `until`. */
  readonly deletion: Span | null;
  /** For EXTERNAL: when material is there. `expires`: it ends by its own expiry at `until`. */
  readonly material: (Span & { readonly expires: boolean }) | null;
  /** Automatic rotation, switched on for that span. */
  readonly automatic: (Span & { readonly periodDays: number }) | null;
  /** Oldest first. */
  readonly onDemand: readonly number[];
  readonly onDemandRunning: Span | null;
  readonly storeId: string | null;
  readonly xksKeyId: string | null;
  readonly family: FamilyLife | null;
  readonly use: UsePattern | null;
  /** What its key policy keeps from the reader's role. */
  readonly denies: 'describe' | 'rotations' | null;
}

/** One key of a family; the first member is the primary. */
export interface Member {
  readonly region: string;
  readonly createdAt: number;
  readonly readyAt: number;
  readonly deletion: Span | null;
}

export const FOREVER = Number.MAX_SAFE_INTEGER;

/** A plain symmetric key that nobody has done anything with yet; a drawn or written key changes what differs. */
export function plainLife(createdAt: number): KeyLife {
  return {
    manager: 'CUSTOMER',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    description: '',
    aliases: [],
    tags: [],
    createdAt,
    readyAt: createdAt,
    updating: null,
    disabled: null,
    deletion: null,
    material: null,
    automatic: null,
    onDemand: [],
    onDemandRunning: null,
    storeId: null,
    xksKeyId: null,
    family: null,
    use: null,
    denies: null,
  };
}

export function during(span: Span | null, at: number): boolean {
  return span !== null && at >= span.from && at < span.until;
}
