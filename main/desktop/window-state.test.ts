import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWindowState, saveWindowState, visibleOn } from './window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyledger-window-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bounds = { x: 100, y: 50, width: 1200, height: 800 };
const screen = { x: 0, y: 0, width: 1920, height: 1080 };

describe('window state', () => {
  it('comes back as it was left', () => {
    const path = join(folder, 'window.json');
    saveWindowState(path, { bounds, maximized: true });
    expect(readWindowState(path)).toEqual({ bounds, maximized: true });
  });

  it.each(['', '{', 'null', '{"bounds":{"x":"left"}}'])('takes %j for a first start', (text) => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, text);
    expect(readWindowState(path)).toEqual({ bounds: null, maximized: false });
  });

  it('keeps a place that shows', () => {
    expect(visibleOn(bounds, [screen])).toEqual(bounds);
  });

  it('drops a place on a screen that is gone, and keeps the size', () => {
    expect(visibleOn({ ...bounds, x: 3000 }, [screen])).toEqual({ width: 1200, height: 800 });
  });

  it('fits a first window to a small screen', () => {
    expect(visibleOn(null, [{ ...screen, width: 1280, height: 900 }])).toEqual({ width: 1280, height: 900 });
  });
});
