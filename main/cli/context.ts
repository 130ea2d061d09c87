import type { Core } from '../core/core.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Exit codes that scripts may rely on. */
export const EXIT = { complete: 0, usage: 2, partial: 3, nothing: 4, busy: 5, cancelled: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

/** What a command works with. The core is opened by the first command that needs it, over `--data` or the default. */
export interface Context {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Aborts at Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Where the built program lies: `renderer/` and `desktop.cjs` are beside it. */
  readonly home: string;
  core(dataDir?: string): Promise<Core>;
}
