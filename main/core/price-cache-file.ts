import { join } from 'node:path';

/** The files that price lists are kept in, one for each partition's. `list`: AWS's, or the sample's of a date. */
export function priceCacheFile(dataDir: string, list: string): (partition: string) => string {
  return (partition) =>
    join(dataDir, 'prices', partition === 'aws' ? `${list}.json` : `${list}.${partition}.json`);
}
