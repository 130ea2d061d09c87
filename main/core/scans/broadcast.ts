import type { ScanEvent } from '../../../shared/model/progress.ts';

/** Batches of rows that a slow watcher may fall behind by; older ones are dropped, as the snapshot will hold them all. */
const ROWS_KEPT = 50;

function trim(queue: ScanEvent[], event: ScanEvent): void {
  if (event.type === 'progress') {
    const stale = queue.findIndex((one) => one.type === 'progress');
    if (stale >= 0) queue.splice(stale, 1);
  }
  queue.push(event);
  if (event.type !== 'rows') return;
  const rows = queue.filter((one) => one.type === 'rows');
  const oldest = rows[0];
  if (rows.length > ROWS_KEPT && oldest) queue.splice(queue.indexOf(oldest), 1);
}

function isLast(event: ScanEvent): boolean {
  return event.type === 'finished' || event.type === 'cancelled' || event.type === 'failed';
}

/** One job's events to any number of watchers, each at its own pace; who comes late gets the present state first. */
export class Broadcast {
  readonly #watchers = new Set<(event: ScanEvent) => void>();
  #state: ScanEvent | undefined;
  #end: ScanEvent | undefined;

  send(event: ScanEvent): void {
    if (event.type === 'progress') this.#state = event;
    if (isLast(event)) this.#end = event;
    for (const tell of this.#watchers) tell(event);
  }

  async *watch(signal?: AbortSignal): AsyncGenerator<ScanEvent> {
    const queue = [this.#state, this.#end].filter((event) => event !== undefined);
    let wake = (): void => undefined;
    const tell = (event: ScanEvent) => {
      trim(queue, event);
      wake();
    };
    const stop = () => wake();
    this.#watchers.add(tell);
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        const event = queue.shift();
        if (event) {
          yield event;
          if (isLast(event)) return;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#watchers.delete(tell);
      signal?.removeEventListener('abort', stop);
    }
  }
}
