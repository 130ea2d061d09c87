import { plural } from '../../../shared/format/words.ts';
import type { ScanEvent, ScanFailure } from '../../../shared/model/progress.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type ExitCode } from '../context.ts';
import { progressText } from '../terminal/progress.ts';

export interface ScanEnd {
  readonly exit: ExitCode;
  /** Null where nothing was kept. */
  readonly snapshotId: string | null;
}

function failed(failure: ScanFailure, { terminal }: Context): ScanEnd {
  const { alert, accent } = terminal.style;
  terminal.note(`  ${alert('▲')} ${failure.message}`);
  if (failure.action !== null) terminal.note(`    ${accent(failure.action)}`);
  return { exit: failure.code === 'SCAN_RUNNING' ? EXIT.busy : EXIT.nothing, snapshotId: null };
}

function sayResume(id: string, { terminal }: Context): void {
  terminal.note(
    '  Some units were not read to their end, and can be. Sign in again where a session has expired, then:',
  );
  terminal.note(`    ${terminal.style.accent(`keyledger scan --resume ${id}`)}`);
}

function ended(event: Exclude<ScanEvent, { type: 'progress' | 'rows' }>, context: Context): ScanEnd {
  switch (event.type) {
    case 'finished':
      if (event.resume !== undefined) sayResume(event.resume, context);
      return { exit: event.complete ? EXIT.complete : EXIT.partial, snapshotId: event.snapshotId };
    case 'cancelled':
      context.terminal.note('  Cancelled. Earlier snapshots are as they were.');
      return { exit: EXIT.cancelled, snapshotId: event.snapshotId };
    case 'failed':
      return failed(event.failure, context);
  }
}

/**
 * Follows a scan to its end with live progress on standard error. Ctrl-C cancels it and keeps nothing, except for a
 * broken scan that was gone on with, which stays as it is.
 */
export async function runScan(core: Core, { jobId }: { jobId: string }, context: Context): Promise<ScanEnd> {
  const { terminal, interrupted } = context;
  const cancel = () => void core.scans.cancel(jobId, false);
  interrupted.addEventListener('abort', cancel, { once: true });
  let saidPass = 0;
  try {
    for await (const event of core.scans.watch(jobId)) {
      if (event.type === 'rows') continue;
      if (event.type !== 'progress') return ended(event, context);
      const { progress } = event;
      if (terminal.interactive) terminal.redraw(progressText(progress, terminal));
      else if (progress.pass.number !== saidPass && progress.phase === 'reading') {
        saidPass = progress.pass.number;
        terminal.note(
          `  Reading ${plural(progress.units.length, 'unit')}, ${saidPass} of ${progress.pass.of} …`,
        );
      }
    }
  } finally {
    interrupted.removeEventListener('abort', cancel);
    terminal.done();
  }
  return { exit: EXIT.cancelled, snapshotId: null };
}
