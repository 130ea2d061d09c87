import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Core } from '../../core/core.ts';

/** Writes the PDF statement; answers where. Existing files are replaced, as the caller named them. */
export async function writePdf(core: Core, snapshot: string, out: string): Promise<string> {
  const path = resolve(out);
  await writeFile(path, await core.reports.pdf(snapshot));
  return path;
}

/** Streams an export to a file, never holding all of it. */
export async function writeExport(rows: AsyncIterable<string>, out: string): Promise<string> {
  const path = resolve(out);
  await pipeline(rows, createWriteStream(path));
  return path;
}
