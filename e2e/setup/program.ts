import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const CLI = resolve('out/cli.cjs');

/** A user with no AWS configuration of any kind, and a data folder of their own. */
export function freshHome(): { readonly data: string; readonly env: NodeJS.ProcessEnv } {
  const home = mkdtempSync(join(tmpdir(), 'keyledger-e2e-'));
  const kept = Object.entries(process.env).filter(([name]) => !/^AWS_|^KEYLEDGER_DATA$|^DISPLAY$/.test(name));
  return {
    data: join(home, 'data'),
    env: { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, NO_COLOR: '1' },
  };
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program, run to its end as its user would. */
export function keyledger(args: readonly string[], env: NodeJS.ProcessEnv): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

export interface Served {
  readonly address: string;
  stop(): Promise<void>;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

/** The browser door of the built program, until `stop`. */
export function serve(data: string, env: NodeJS.ProcessEnv): Promise<Served> {
  const child = spawn(process.execPath, [CLI, 'open', '--browser', '--no-open', '--data', data], { env });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said)?.[0];
      if (address) resolve({ address, stop: () => stopped(child) });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}
