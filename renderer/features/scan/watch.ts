import { useEffect, useState } from 'react';
import type { ScanEvent, ScanProgress } from '../../../shared/model/progress.ts';
import { client } from '../../api/client.ts';
import { connection } from '../../api/connection.ts';
import { isFinal, type Problem, problemOf } from '../../api/problem.ts';

export type ScanEnd = Extract<ScanEvent, { type: 'finished' | 'cancelled' | 'failed' }>;

export interface Watched {
  /** The latest state; undefined until the first answer. */
  readonly progress: ScanProgress | undefined;
  readonly end: ScanEnd | undefined;
  readonly problem: Problem | undefined;
}

/** Resolves when page and core are in touch again; at once when they are. */
function inTouch(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.state() === 'lost' && !signal.aborted) return;
      leave();
      resolve();
    };
    const leave = connection.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

const ATTEMPTS = 3;

async function follow(
  jobId: string,
  signal: AbortSignal,
  onEvent: (event: ScanEvent) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const event of await client.scan.watch({ jobId }, { signal })) onEvent(event);
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error) || attempt === ATTEMPTS) throw error;
      // A stream over HTTP ends without saying why; a plain question finds out whether the core is there.
      await client.app.info().catch(() => undefined);
      await inTouch(signal);
    }
  }
}

/** Follows a scan to its end; the job is found again after a reload of the page, by its id. */
export function useScan(jobId: string): Watched {
  const [watched, setWatched] = useState<Watched>({
    progress: undefined,
    end: undefined,
    problem: undefined,
  });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const onEvent = (event: ScanEvent) => {
      if (signal.aborted || event.type === 'rows') return;
      if (event.type === 'progress') setWatched((old) => ({ ...old, progress: event.progress }));
      else setWatched((old) => ({ ...old, end: event }));
    };
    follow(jobId, signal, onEvent).catch((error: unknown) => {
      if (!signal.aborted) setWatched((old) => ({ ...old, problem: problemOf(error) }));
    });
    return () => controller.abort();
  }, [jobId]);
  return watched;
}
