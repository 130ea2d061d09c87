import type { Owner } from '../model/cost.ts';
import type { Tag } from '../model/key.ts';
import { type Detail, known } from '../model/outcome.ts';

/**
 * Tag keys that name who pays, the most telling first; compared without case and separators. A cost centre is not
 * among them: it is a number in the books, not somebody to ask.
 */
const OWNER_TAG_KEYS: readonly string[] = ['owner', 'team', 'serviceowner', 'squad'];

function rankOf(tag: Tag): number {
  return OWNER_TAG_KEYS.indexOf(tag.key.toLowerCase().replace(/[\s\-_.:/]/g, ''));
}

/** The first owner tag with a value. Tags read in part name an owner only by what came; else the owner is not known. */
export function ownerOf(tags: Detail<readonly Tag[]>): Owner {
  let best: { readonly rank: number; readonly tag: Tag } | null = null;
  for (const tag of known(tags) ?? []) {
    const rank = rankOf(tag);
    if (rank < 0 || tag.value.trim() === '') continue;
    // "Owner" and "owner" can both be set: the order in which AWS lists them must not decide.
    if (!best || rank < best.rank || (rank === best.rank && tag.key < best.tag.key)) best = { rank, tag };
  }
  if (best) return { name: best.tag.value.trim(), basis: { by: 'tag', tagKey: best.tag.key } };
  const told = tags.status === 'read' || tags.status === 'notApplicable';
  return { name: null, basis: { by: told ? 'none' : 'unread' } };
}
