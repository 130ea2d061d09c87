import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';

/**
 * Who may import whom, from the most particular folder to the most general. A folder may always import itself.
 * Packages are named as imported; `node:*` stands for every built-in, `*` for any package.
 */
const WALLS: readonly { room: string; rooms: readonly string[]; packages: readonly string[] }[] = [
  { room: 'shared/contract', rooms: ['shared/model'], packages: ['zod', '@orpc/contract'] },
  { room: 'shared/model', rooms: [], packages: [] },
  { room: 'shared/cost', rooms: ['shared/model'], packages: [] },
  { room: 'shared/advisor', rooms: ['shared/model'], packages: [] },
  { room: 'shared/findings', rooms: ['shared/model', 'shared/format'], packages: [] },
  { room: 'shared/format', rooms: ['shared/model', 'shared/cost'], packages: [] },
  { room: 'main/aws', rooms: ['shared'], packages: ['@aws-sdk/*', '@smithy/*', 'undici', 'zod', 'node:*'] },
  { room: 'main/inventory', rooms: ['shared', 'main/aws'], packages: ['node:*'] },
  { room: 'main/prices', rooms: ['shared', 'main/aws'], packages: ['zod', 'node:*'] },
  { room: 'main/settings', rooms: ['shared'], packages: ['zod', 'node:*'] },
  { room: 'main/ledger', rooms: ['shared'], packages: ['@duckdb/node-api', 'zod', 'node:*'] },
  {
    room: 'main/report',
    rooms: ['shared'],
    packages: ['pdfkit', 'csv-stringify', 'csv-stringify/*', 'node:*'],
  },
  { room: 'main/sample', rooms: ['shared'], packages: ['zod', 'node:*'] },
  {
    room: 'main/core',
    rooms: [
      'shared',
      'main/aws',
      'main/inventory',
      'main/prices',
      'main/settings',
      'main/ledger',
      'main/report',
      'main/sample',
      'main/api',
      'package.json',
    ],
    packages: ['node:*'],
  },
  { room: 'main/api', rooms: ['shared', 'main/core'], packages: ['@orpc/*', 'node:*'] },
  {
    room: 'main/desktop',
    rooms: ['shared', 'main/core', 'main/api', 'main/browser'],
    packages: ['electron', 'node:*'],
  },
  { room: 'main/browser', rooms: ['shared', 'main/core', 'main/api'], packages: ['node:*'] },
  {
    room: 'main/cli',
    rooms: ['shared', 'main/core', 'main/api', 'main/browser', 'package.json'],
    packages: ['commander', 'node:*'],
  },
  { room: 'preload', rooms: ['shared'], packages: ['electron'] },
  { room: 'renderer', rooms: ['shared'], packages: ['*'] },
];

/** The renderer may use any package of the page, none of the machine. */
const NEVER_IN_PAGE = /^(electron|node:|@aws-sdk\/|@duckdb\/|pdfkit|undici|commander)/;

export interface Breach {
  readonly file: string;
  readonly imports: string;
  readonly room: string;
}

function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return !NEVER_IN_PAGE.test(name);
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function inside(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

function importsOf(file: string, source: string): string[] {
  const { module } = parseSync(file, source);
  const fixed = module.staticImports.map((entry) => entry.moduleRequest.value);
  const again = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((one) => (one.moduleRequest ? [one.moduleRequest.value] : [])),
  );
  const late = module.dynamicImports.flatMap((entry) => {
    const text = source.slice(entry.moduleRequest.start, entry.moduleRequest.end);
    return /^['"]/.test(text) ? [text.slice(1, -1)] : [];
  });
  return [...fixed, ...again, ...late];
}

/** Breaches in one file; `file` is its path from the root of the house, with forward slashes. */
export function breaches(file: string, source: string): Breach[] {
  const wall = WALLS.find((entry) => inside(file, entry.room));
  if (!wall) return [];
  return importsOf(file, source).flatMap((name): Breach[] => {
    const target = name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), name)) : name;
    const allowed = name.startsWith('.')
      ? inside(target, wall.room) || wall.rooms.some((room) => inside(target, room))
      : wall.packages.some((pattern) => matches(pattern, name));
    return allowed ? [] : [{ file, imports: target, room: wall.room }];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'testing' || name === 'truth' ? [] : sources(path);
    const product = /\.tsx?$/.test(name) && !/\.(test|integration)\.tsx?$|^vite\.config\.ts$/.test(name);
    return product ? [path] : [];
  });
}

/** Every breach below `root`. Tests are free to plant and to reach; the product is not. */
export function survey(root: string): Breach[] {
  return ['shared', 'main', 'preload', 'renderer'].flatMap((top) =>
    sources(join(root, top)).flatMap((path) =>
      breaches(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')),
    ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(dirname(new URL(import.meta.url).pathname), '../..');
  const found = survey(root);
  for (const breach of found)
    console.error(`${breach.file} imports ${breach.imports}: not allowed in ${breach.room}`);
  console.log(
    found.length === 0 ? 'walls: every import stays in its rooms' : `walls: ${found.length} breaches`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}
