import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { secured } from './headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

export interface StaticAnswer {
  readonly status: 200 | 400 | 403 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

function refusal(status: StaticAnswer['status'], text: string): StaticAnswer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, bytes: Buffer.from(text) };
}

/**
 * One file of the built page. GET only; the path is decoded once, resolved, and must stay inside `root`; `/` is the
 * page. Anything that is not a known type is not there.
 */
export async function staticFile(root: string, method: string, pathname: string): Promise<StaticAnswer> {
  if (method !== 'GET') return refusal(405, 'Only GET');
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return refusal(400, 'Bad path');
  }
  if (name.includes('\0')) return refusal(400, 'Bad path');
  const path = resolve(root, `.${name === '/' ? '/index.html' : name.replaceAll('\\', '/')}`);
  const inside = relative(root, path);
  if (inside.startsWith('..') || isAbsolute(inside)) return refusal(403, 'Outside the page');
  const type = TYPES[extname(path)];
  if (!type) return refusal(404, 'Not found');
  try {
    const { headers, bytes } = secured(type, await readFile(path));
    return { status: 200, headers, bytes };
  } catch {
    return refusal(404, 'Not found');
  }
}
