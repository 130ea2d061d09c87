import { app, BrowserWindow } from 'electron';
import { defaultDataDir } from '../core/data-dir.ts';
import { createCoreHost } from './core-host.ts';
import { setupDownloads } from './downloads.ts';
import { lockDown } from './lockdown.ts';
import { setupMenu } from './menu.ts';
import { registerScheme, servePage } from './scheme.ts';
import { openMainWindow } from './window.ts';

const dataArgument = process.argv.find((argument) => argument.startsWith('--data='));
const dataDir = dataArgument?.slice('--data='.length) ?? defaultDataDir(process.platform, process.env);

registerScheme();
app.enableSandbox();
lockDown();

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function start(): void {
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(() => {
    servePage();
    setupMenu(dataDir);
    setupDownloads();
    const host = createCoreHost(dataDir);
    app.on('before-quit', () => host.end());
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) openMainWindow();
    });
    openMainWindow();
  });
}

if (app.requestSingleInstanceLock()) start();
else app.quit();
