import type { Tag } from '../../shared/model/key.ts';
import type { AliasRef, KeyRef } from '../aws/reader.ts';

const NO_ALIASES: readonly string[] = [];
const NO_TAGS: readonly Tag[] = [];
/** An organisation tags by a few keys and values; beyond so many different ones, sharing them saves nothing. */
const SHARED_TAGS = 20_000;

/** What the listings of a unit tell of its keys, as far as they have come. */
export class Listings {
  readonly #aliases = new Map<string, string[]>();
  readonly #tags = new Map<string, readonly Tag[]>();
  readonly #shared = new Map<string, Tag>();
  #tagsAreWhole = false;

  addAliases(aliases: readonly AliasRef[]): void {
    for (const { keyId, name } of aliases) {
      if (keyId === null) continue;
      const known = this.#aliases.get(keyId);
      if (known) known.push(name);
      else this.#aliases.set(keyId, [name]);
    }
  }

  addTags(keys: readonly { readonly arn: string; readonly tags: readonly Tag[] }[]): void {
    for (const { arn, tags } of keys) {
      this.#tags.set(
        arn,
        tags.map((tag) => this.#share(tag)),
      );
    }
  }

  /** Of a whole listing, the keys that it lacks have no tags; of a broken one, they may. */
  tagsAreWhole(): void {
    this.#tagsAreWhole = true;
  }

  /** Sorted. */
  aliases({ keyId }: KeyRef): readonly string[] {
    return this.#aliases.get(keyId)?.sort() ?? NO_ALIASES;
  }

  /** Undefined where the listing does not tell, or has not yet. */
  tags({ arn }: KeyRef): readonly Tag[] | undefined {
    return this.#tags.get(arn) ?? (this.#tagsAreWhole ? NO_TAGS : undefined);
  }

  /** The key has taken what there is, and nobody else will ask. */
  forget({ keyId, arn }: KeyRef): void {
    this.#aliases.delete(keyId);
    this.#tags.delete(arn);
  }

  #share(tag: Tag): Tag {
    const text = `${tag.key}\n${tag.value}`;
    const known = this.#shared.get(text);
    if (known) return known;
    if (this.#shared.size < SHARED_TAGS) this.#shared.set(text, tag);
    return tag;
  }
}
