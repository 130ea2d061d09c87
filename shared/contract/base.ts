import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Errors that every procedure may answer with. `action` is what helps, ready to be shown. */
const problem = z.object({ action: z.string().nullable() });

export const base = oc.errors({
  NOT_FOUND: { status: 404, data: problem },
  NO_SNAPSHOT: { status: 404, message: 'Nothing has been read yet', data: problem },
  SCAN_RUNNING: { status: 409, message: 'A scan is already running', data: problem },
  UNREADABLE: { status: 422, data: problem },
});

/** A snapshot's id, or the latest one. */
export const snapshotRef = z.union([
  z.literal('latest'),
  z.string().regex(/^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$/),
]);
