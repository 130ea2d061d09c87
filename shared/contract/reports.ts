import { z } from 'zod';
import { base, snapshotRef } from './base.ts';
import { keyFilter } from './keys.ts';

export const EXPORT_FORMATS = ['pdf', 'csv', 'json'] as const;

export const reports = {
  /** The file, named. A PDF always states the whole snapshot; CSV and JSON hold the filtered keys. */
  export: base
    .input(z.object({ snapshot: snapshotRef, format: z.enum(EXPORT_FORMATS), filter: keyFilter.optional() }))
    .output(z.file()),
};
