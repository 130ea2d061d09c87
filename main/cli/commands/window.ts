import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createRouter } from '../../api/router.ts';
import { type BrowserDoor, openBrowserDoor } from '../../browser/serve.ts';
import type { Core } from '../../core/core.ts';
import type { Context } from '../context.ts';

/**
 * Electron's binary, where it was downloaded. Never `require('electron')`: that starts the download. Null where it is
 * not, and on a Linux without a display.
 */
function electronBinary({ home, env }: Context): string | null {
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return null;
  try {
    const folder = dirname(createRequire(join(home, 'cli.cjs')).resolve('electron/package.json'));
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

function browserCommand(env: Context['env']): { command: string; args: string[] } | null {
  if (process.platform === 'darwin') return { command: 'open', args: [] };
  if (process.platform === 'win32') return { command: 'cmd', args: ['/c', 'start', ''] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [] } : null;
}

function started(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

export interface OpenOptions {
  /** Serve the browser door and do not start anything. */
  readonly browser: boolean;
  readonly noOpen: boolean;
  readonly port: number;
  readonly dataDir: string;
}

/**
 * Opens the window: Electron where its binary is, else the page in the browser over loopback, else says the address.
 * The browser door stays until Ctrl-C.
 */
export async function openWindow(core: Core, context: Context, options: OpenOptions): Promise<void> {
  const { terminal, home } = context;
  const electron = options.browser ? null : electronBinary(context);
  if (electron !== null && (await started(electron, [dirname(home), `--data=${options.dataDir}`]))) {
    terminal.note('  The window is open.');
    return;
  }
  const door = await openBrowserDoor({
    router: createRouter(core),
    root: join(home, 'renderer'),
    port: options.port,
    log: (error) => terminal.note(`  ${error instanceof Error ? error.message : String(error)}`),
  });
  const browser = options.noOpen ? null : browserCommand(context.env);
  const opened = browser !== null && (await started(browser.command, [...browser.args, door.address]));
  terminal.note(opened ? '  Opened in your browser.' : '  Open this address in a browser on this computer:');
  terminal.print(`  ${door.address}`);
  terminal.note(terminal.style.dim('  Ctrl-C ends it.'));
  await untilInterrupted(context.interrupted, door);
}

async function untilInterrupted(interrupted: AbortSignal, door: BrowserDoor): Promise<void> {
  if (!interrupted.aborted) {
    await new Promise<void>((resolve) =>
      interrupted.addEventListener('abort', () => resolve(), { once: true }),
    );
  }
  await door.close();
}
