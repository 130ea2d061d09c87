import { join } from 'node:path';
import { ipcMain, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { isOurPage } from './scheme.ts';

export interface CoreHost {
  /** Asks the core to finish its writing and leave. */
  end(): void;
}

/**
 * Keeps the core in a process of its own and hands each page that asks one end of a message port. A core that died is
 * started again by the next page that asks: its own port tells the page that the old one is gone.
 */
export function createCoreHost(dataDir: string): CoreHost {
  let core: UtilityProcess | undefined;

  function running(): UtilityProcess {
    if (core) return core;
    const started = utilityProcess.fork(join(__dirname, 'core.cjs'), [`--data=${dataDir}`], {
      serviceName: 'Keyledger core',
    });
    started.once('exit', () => {
      if (core === started) core = undefined;
    });
    core = started;
    return started;
  }

  ipcMain.on('keyledger:request-port', (event) => {
    const frame = event.senderFrame;
    if (frame === null || frame !== event.sender.mainFrame || !isOurPage(frame.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    running().postMessage({ type: 'page-port' }, [port1]);
    frame.postMessage('keyledger:port', null, [port2]);
  });
  running();

  return { end: () => core?.postMessage({ type: 'end' }) };
}
