import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { PAGE } from './scheme.ts';
import { readWindowState, saveWindowState, visibleOn } from './window-state.ts';

/** The paper of each theme, so that nothing flashes before the page has painted. */
const PAPER = { light: '#FAFBF9', dark: '#111513' } as const;
const RAIL = { light: '#F3F5F2', dark: '#0C0F0E' } as const;
const TITLE_BAR_HEIGHT = 47;

/** The window, where it was left; shown when the page can be. */
export function openMainWindow(): BrowserWindow {
  const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  const statePath = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(statePath);
  const place = visibleOn(
    state.bounds,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...place,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Keyledger',
    backgroundColor: PAPER[theme],
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    titleBarOverlay: {
      color: process.platform === 'darwin' ? RAIL[theme] : PAPER[theme],
      symbolColor: theme === 'dark' ? '#E6EBE8' : '#161D1A',
      height: TITLE_BAR_HEIGHT,
    },
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    saveWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(PAGE);
  return window;
}
