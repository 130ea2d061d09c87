import { createHash } from 'node:crypto';
import type { Now } from '../environment.ts';
import type { Chain } from '../profiles/chain.ts';
import type { Credentials } from './credentials.ts';

/** What is known of one link of a chain. */
export interface CredentialCell {
  kept: { readonly credentials: Credentials; readonly at: number } | null;
  running: Promise<Credentials> | null;
  /** When AWS last said that the kept ones had ended, ms since 1970. */
  forgottenAt: number | null;
}

export function emptyCell(): CredentialCell {
  return { kept: null, running: null, forgottenAt: null };
}

/**
 * The credentials that this process has obtained, in memory only: sessions that share a shelf ask a user for one code
 * per profile, and sign a common source in once.
 */
export interface CredentialShelf {
  /** Of the chain's first `links` roles; 0 is its root. */
  cell(chain: Chain & { readonly ok: true }, links: number): CredentialCell;
  /** When the kept credentials of a whole chain end; null where there are none that last. */
  endOf(chain: Chain): Date | null;
  /** Callers with one id that come at the same time share one run. */
  once<T>(id: string, run: () => Promise<T>): Promise<T>;
}

export function openShelf(now: Now): CredentialShelf {
  const cells = new Map<string, CredentialCell>();
  const runs = new Map<string, Promise<unknown>>();

  return {
    cell(chain, links) {
      const id = idOf(chain, links);
      const cell = cells.get(id) ?? emptyCell();
      cells.set(id, cell);
      return cell;
    },
    endOf(chain) {
      if (!chain.ok) return null;
      const ends = cells.get(idOf(chain, chain.hops.length))?.kept?.credentials.expiration;
      return ends !== undefined && ends > now() ? ends : null;
    },
    once<T>(id: string, run: () => Promise<T>): Promise<T> {
      const running = (runs.get(id) as Promise<T> | undefined) ?? run().finally(() => runs.delete(id));
      runs.set(id, running);
      return running;
    },
  };
}

/** By what the files say, so that a profile that was edited is another one; hashed, for that includes its secrets. */
function idOf({ root, hops }: Chain & { readonly ok: true }, links: number): string {
  const { kind, profile, section } = root;
  const told = JSON.stringify([kind, profile, Object.entries(section), hops.slice(0, links)]);
  return createHash('sha256').update(told).digest('base64');
}
