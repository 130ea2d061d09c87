import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { findRuntime } from './desktop/electron.ts';
import { buildForOldElectron } from './desktop/old/build.ts';
import { installOldElectron, OLD_ELECTRON } from './desktop/old/install.ts';
import { findChromium } from './setup/chromium.ts';
import { demandAll } from './setup/demand.ts';

/** `npm run test:e2e`: finds what the tests need, runs them, and says what was skipped and why. */
const RESULT = 'test-results/e2e.json';

interface Spec {
  readonly title: string;
  readonly tests: readonly {
    readonly status: string;
    readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  }[];
}
interface Suite {
  readonly specs: readonly Spec[];
  readonly suites?: readonly Suite[];
}

function specsOf(suite: Suite): readonly Spec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

async function oldElectronIfAsked(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.KEYLEDGER_OLD_ELECTRON !== 'install') return;
  await installOldElectron();
  env.KEYLEDGER_OLD_ELECTRON = OLD_ELECTRON;
  env.KEYLEDGER_OLD_MAIN = await buildForOldElectron();
}

function underDisplay(command: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const needs = process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  const has = needs && spawnSync('sh', ['-c', 'command -v xvfb-run']).status === 0;
  return has ? ['xvfb-run', '-a', ...command] : command;
}

async function main(): Promise<number> {
  const env = { ...process.env };
  await oldElectronIfAsked(env);
  Object.assign(process.env, env);
  const browser = findChromium();
  if ('path' in browser) env.KEYLEDGER_CHROMIUM = browser.path;
  else env.KEYLEDGER_NO_CHROMIUM = browser.why;
  const runtime = findRuntime();
  console.log(`Chromium: ${'path' in browser ? browser.path : browser.why}`);
  console.log(`Electron: ${'why' in runtime ? runtime.why : runtime.executablePath}`);

  rmSync(RESULT, { force: true });
  const [command = '', ...rest] = underDisplay(
    ['npx', 'playwright', 'test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)],
    env,
  );
  const { status } = spawnSync(command, rest, { stdio: 'inherit', env });
  const report = JSON.parse(readFileSync(RESULT, 'utf8')) as { readonly suites: readonly Suite[] };
  const all = report.suites.flatMap(specsOf);
  const skipped = all.filter((spec) => spec.tests.some((test) => test.status === 'skipped'));
  for (const spec of skipped) {
    const why = spec.tests[0]?.annotations.find((note) => note.type === 'skip')?.description;
    console.log(`skipped: ${spec.title}: ${why ?? 'no reason given'}`);
  }
  if (demandAll && skipped.length > 0) {
    console.error(`${skipped.length} skipped, and nothing may be skipped here`);
    return 1;
  }
  return status ?? 1;
}

process.exitCode = await main();
