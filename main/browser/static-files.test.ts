import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFile } from './static-files.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-static-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(root, 'assets', 'app.js'), 'export {}');
  await writeFile(join(folder, 'secret.json'), '{}');
});
afterAll(() => rm(folder, { recursive: true }));

describe('static files', () => {
  it('serves the page with a nonce of its own each time', async () => {
    const [one, two] = await Promise.all([staticFile(root, 'GET', '/'), staticFile(root, 'GET', '/')]);
    const nonce = /content="([^"]+)"/.exec(one.bytes.toString())?.[1];
    expect(nonce).toBeDefined();
    expect(one.headers['Content-Security-Policy']).toContain(`'nonce-${nonce}'`);
    expect(one.headers['Content-Security-Policy']).toContain("default-src 'none'");
    expect(one.bytes.equals(two.bytes)).toBe(false);
  });

  it.each([
    ['GET', '/assets/app.js', 200],
    ['GET', '/assets/none.js', 404],
    ['GET', '/assets', 404],
    ['POST', '/', 405],
    ['HEAD', '/', 405],
    ['GET', '/..%2fsecret.json', 403],
    ['GET', '/assets/..%2f..%2fsecret.json', 403],
    ['GET', '/..%5csecret.json', 403],
    ['GET', '/%2e%2e/secret.json', 403],
    ['GET', '/..%2f..%2f..%2f..%2fetc%2fpasswd', 403],
    ['GET', '/%', 400],
    ['GET', '/%00', 400],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await staticFile(root, method, path)).status).toBe(status);
  });
});
