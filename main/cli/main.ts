#!/usr/bin/env node
import { CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Core } from '../core/core.ts';
import { defaultDataDir } from '../core/data-dir.ts';
import { CoreError } from '../core/error.ts';
import { keepHeapTight } from '../core/heap.ts';
import { quietSdkWarning } from '../core/quiet.ts';
import { EXIT, type ExitCode } from './context.ts';
import { createProgram } from './program.ts';
import { createTerminal } from './terminal/terminal.ts';

quietSdkWarning();
keepHeapTight();

const interruption = new AbortController();
process.on('SIGINT', () => interruption.abort());
process.on('SIGTERM', () => interruption.abort());
// `keyledger list | head` closes the pipe early: that is an end, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const terminal = createTerminal(process.stdout, process.stderr, process.env, process.stdin);
let opened: Promise<Core> | undefined;
let exit: ExitCode | 1 = EXIT.complete;

async function openOnce(dataDir = defaultDataDir(process.platform, process.env)): Promise<Core> {
  const { openCore } = await import('../core/open-core.ts');
  return openCore({ dataDir, env: process.env, version: packageJson.version });
}

const program = createProgram(
  {
    terminal,
    env: process.env,
    now: () => new Date(),
    interrupted: interruption.signal,
    home: __dirname,
    core: (dataDir) => {
      opened ??= openOnce(dataDir);
      return opened;
    },
  },
  packageJson.version,
  (code) => {
    exit = code;
  },
);

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    exit = error.exitCode === 0 ? EXIT.complete : EXIT.usage;
    return;
  }
  const { alert, accent } = terminal.style;
  terminal.note(`  ${alert('▲')} ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof CoreError && error.action !== null) terminal.note(`    ${accent(error.action)}`);
  exit = error instanceof CoreError ? EXIT.nothing : 1;
}

program
  .parseAsync()
  .catch(fail)
  .then(async () => (await opened?.catch(() => undefined))?.close())
  .catch(fail)
  .finally(() => {
    process.exitCode = exit;
  });
