import packageJson from '../../package.json' with { type: 'json' };
import { portHandler } from '../api/port.ts';
import { createRouter } from '../api/router.ts';
import { defaultDataDir } from './data-dir.ts';
import { keepHeapTight } from './heap.ts';
import { openCore } from './open-core.ts';
import { quietSdkWarning } from './quiet.ts';

quietSdkWarning();
keepHeapTight();

/** The core as a process of its own: main hands it one message port a page, and tells it when to end. */
const dataArgument = process.argv.find((argument) => argument.startsWith('--data='));
const core = openCore({
  dataDir: dataArgument?.slice('--data='.length) ?? defaultDataDir(process.platform, process.env),
  env: process.env,
  version: packageJson.version,
});

const handler = core.then((opened) =>
  portHandler(createRouter(opened), (error) => console.error(error instanceof Error ? error.message : error)),
);

process.parentPort.on('message', (event) => {
  const [port] = event.ports;
  if (event.data.type === 'page-port' && port) {
    void handler.then((upgrade) => {
      upgrade(port);
      port.start();
    });
  }
  if (event.data.type === 'end') {
    void core.then((opened) => opened.close()).finally(() => process.exit(0));
  }
});

// One behaviour on every runtime: a core whose state is not known ends, and the window is told.
process.on('unhandledRejection', (reason) => {
  console.error(reason);
  process.exit(1);
});
