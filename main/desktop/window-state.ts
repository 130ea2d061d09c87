import { readFileSync, writeFileSync } from 'node:fs';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
}

const FIRST_SIZE = { width: 1440, height: 900 } as const;

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const bounds = value as Record<string, unknown>;
  return (['x', 'y', 'width', 'height'] as const).every((side) => Number.isInteger(bounds[side]));
}

/** Where the window was left. A file that is missing or not ours counts as a first start. */
export function readWindowState(path: string): WindowState {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return {
      bounds: isBounds(value.bounds) ? value.bounds : null,
      maximized: value.maximized === true,
    };
  } catch {
    return { bounds: null, maximized: false };
  }
}

export function saveWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch (error) {
    console.error('The window’s place was not kept:', error);
  }
}

/** The remembered place if enough of it still shows on a screen that is there; else only a size that fits. */
export function visibleOn(
  bounds: Bounds | null,
  screens: readonly Bounds[],
): Bounds | { readonly width: number; readonly height: number } {
  const shows = (screen: Bounds) =>
    bounds !== null &&
    Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= 200 &&
    Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y) >= 100;
  if (bounds !== null && screens.some(shows)) return bounds;
  const [first] = screens;
  return {
    width: Math.min(bounds?.width ?? FIRST_SIZE.width, first?.width ?? FIRST_SIZE.width),
    height: Math.min(bounds?.height ?? FIRST_SIZE.height, first?.height ?? FIRST_SIZE.height),
  };
}
