import { ORPCError } from '@orpc/client';
import { CallTimeoutError } from './deadline.ts';
import { CoreLostError } from './port-link.ts';

/** An error as it is shown: what happened, what it means, and what helps (null where nothing does). */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly action: string | null;
}

function actionOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('action' in data)) return null;
  return typeof data.action === 'string' ? data.action : null;
}

const TITLES: Readonly<Record<string, string>> = {
  NOT_FOUND: 'It is not in this snapshot',
  NO_SNAPSHOT: 'Nothing has been read yet',
  SCAN_RUNNING: 'A scan is already running',
  UNREADABLE: 'The snapshot cannot be read',
  UNAUTHORIZED: 'This window is no longer accepted',
  FORBIDDEN: 'This window is no longer accepted',
  BAD_REQUEST: 'The core did not understand the question',
  INTERNAL_SERVER_ERROR: 'The core could not answer',
};

/** Any error of a call, in words that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError) {
    const title = TITLES[error.code] ?? 'The core could not answer';
    return {
      code: error.code,
      title,
      detail: error.message === title ? '' : error.message,
      action: actionOf(error.data),
    };
  }
  if (error instanceof CallTimeoutError) {
    return {
      code: 'TIMEOUT',
      title: `No answer within ${error.seconds} seconds`,
      detail: 'The question was withdrawn; nothing is lost.',
      action: 'Ask again',
    };
  }
  if (error instanceof CoreLostError || error instanceof TypeError) {
    return {
      code: 'CORE_LOST',
      title: 'The core is not there',
      detail: 'It is asked again until it answers. Snapshots that were kept are safe.',
      action: null,
    };
  }
  return {
    code: 'UNEXPECTED',
    title: 'Something unexpected happened',
    detail: error instanceof Error ? error.message : String(error),
    action: null,
  };
}

/** True for errors whose answer will not change by asking again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ORPCError && error.status >= 400 && error.status < 500;
}
