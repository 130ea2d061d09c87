import type { Rotation, RotationStatus } from './key.ts';

/** What an earlier snapshot tells of a key that can rotate. Times are ISO 8601 in UTC. */
export interface KnownKey {
  /** The key material that was current then; null where AWS named none. */
  readonly currentMaterialId: string | null;
  /** Completed rotations, newest first. */
  readonly rotations: readonly Rotation[];
  /** False: these are all real, but there are later ones that nobody asked for. */
  readonly complete: boolean;
  /** When AWS answered for the rotations: that snapshot's moment, or an earlier one's that it carried on. */
  readonly rotationsAsOf: string;
  /** Null where it was not read. */
  readonly status: { readonly value: RotationStatus; readonly asOf: string } | null;
}

/** By key ARN; undefined for a key whose rotations no earlier snapshot knows. */
export type KnownKeys = (arn: string) => KnownKey | undefined;
