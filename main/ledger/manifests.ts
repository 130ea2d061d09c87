import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Manifest, SnapshotFile } from '../../shared/model/snapshot.ts';
import { LedgerError, SnapshotBrokenError, SnapshotNotFoundError } from './errors.ts';
import { isMissing, MANIFEST, sha256, snapshotFolder, snapshotIds } from './folder.ts';
import { newestFirst } from './history.ts';
import { parseManifest } from './manifest.ts';

export interface BrokenSnapshot {
  readonly id: string;
  readonly reason: string;
}

/** A file that is not what its manifest says. */
export interface SnapshotFault {
  readonly file: string;
  readonly fault: 'missing' | 'size' | 'sha256';
}

/** The manifests of a data folder. A snapshot never changes, so that each is read once. */
export interface Manifests {
  list(): Promise<readonly Manifest[]>;
  broken(): Promise<readonly BrokenSnapshot[]>;
  /** The id behind `latest`, or the id itself where there is such a folder. Throws SnapshotNotFoundError. */
  idOf(ref: string): Promise<string>;
  find(ref: string): Promise<Manifest>;
  verify(ref: string): Promise<readonly SnapshotFault[]>;
}

export function openManifests(dataDir: string): Manifests {
  const read = new Map<string, Manifest>();

  async function readManifest(id: string): Promise<Manifest> {
    const kept = read.get(id);
    if (kept) return kept;
    const manifest = parseManifest(id, await manifestFile(dataDir, id));
    read.set(id, manifest);
    return manifest;
  }

  async function survey(): Promise<{ whole: Manifest[]; broken: BrokenSnapshot[] }> {
    const whole: Manifest[] = [];
    const broken: BrokenSnapshot[] = [];
    for (const id of await snapshotIds(dataDir)) {
      try {
        whole.push(await readManifest(id));
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        broken.push({ id, reason: error.message });
      }
    }
    return { whole: whole.sort(newestFirst), broken };
  }

  async function idOf(ref: string): Promise<string> {
    if (ref !== 'latest') {
      if (!(await snapshotIds(dataDir)).includes(ref)) throw new SnapshotNotFoundError(ref);
      return ref;
    }
    const [latest] = (await survey()).whole;
    if (!latest) throw new SnapshotNotFoundError(ref);
    return latest.id;
  }

  async function find(ref: string): Promise<Manifest> {
    return readManifest(await idOf(ref));
  }

  return {
    list: async () => (await survey()).whole,
    broken: async () => (await survey()).broken,
    idOf,
    find,
    async verify(ref) {
      const { id, files } = await find(ref);
      const faults: SnapshotFault[] = [];
      for (const file of files) {
        const fault = await faultOf(join(snapshotFolder(dataDir, id), file.name), file);
        if (fault) faults.push({ file: file.name, fault });
      }
      return faults;
    },
  };
}

async function manifestFile(dataDir: string, id: string): Promise<string> {
  try {
    return await readFile(join(snapshotFolder(dataDir, id), MANIFEST), 'utf8');
  } catch (error) {
    if (isMissing(error)) throw new SnapshotBrokenError(id, 'it has no manifest', error);
    throw error;
  }
}

async function faultOf(path: string, file: SnapshotFile): Promise<SnapshotFault['fault'] | null> {
  try {
    const { size } = await stat(path);
    if (size !== file.bytes) return 'size';
    return (await sha256(path)) === file.sha256 ? null : 'sha256';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}
