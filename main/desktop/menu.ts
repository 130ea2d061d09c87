import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';

const PRICING = 'https://aws.amazon.com/kms/pricing/';

/** Native roles wherever there is one, so that every shortcut is the platform's own. */
export function setupMenu(dataDir: string): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: '&File',
        submenu: [
          { id: 'open-data', label: 'Show the snapshots folder', click: () => void shell.openPath(dataDir) },
          { type: 'separator' },
          process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          { id: 'reload', role: 'reload' },
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [
          { label: 'AWS KMS pricing', click: () => void shell.openExternal(PRICING) },
          { label: `Keyledger ${app.getVersion()}`, enabled: false },
        ],
      },
    ]),
  );
}
