import type { KeyMetadata, KeyRecord, Rotation, RotationStatus, Tag } from '../../shared/model/key.ts';
import type { Detail } from '../../shared/model/outcome.ts';

/** What is known of a key so far. */
export interface KeyFacts {
  metadata: Detail<KeyMetadata>;
  rotationStatus: Detail<RotationStatus>;
  rotations: Detail<readonly Rotation[]>;
  tags: Detail<readonly Tag[]>;
  /** Null until the listings have come. */
  aliases: readonly string[] | null;
  deeper: Partial<Pick<KeyRecord, 'policy' | 'grants'>>;
}

/**
 * The facts of a key, which may wait for minutes for a narrow quota, tens of thousands at a time. Packed, they are one
 * piece of memory outside the heap instead of a dozen objects in it, which V8 would keep two or three times the room for.
 */
export class HeldFacts {
  #open: KeyFacts | null;
  #packed: Buffer | null = null;

  constructor(facts: KeyFacts) {
    this.#open = facts;
  }

  get facts(): KeyFacts {
    if (this.#open) return this.#open;
    const facts = JSON.parse((this.#packed ?? Buffer.alloc(0)).toString()) as KeyFacts;
    this.#open = facts;
    this.#packed = null;
    return facts;
  }

  pack(): void {
    if (!this.#open) return;
    this.#packed = Buffer.from(JSON.stringify(this.#open));
    this.#open = null;
  }
}
