import { readFile } from 'node:fs/promises';
import { type ExceptionWish, exceptionsFile } from '../../shared/contract/findings.ts';
import type { FindingException } from '../../shared/model/finding.ts';
import { SettingsError } from './error.ts';
import { put } from './store.ts';

type Place = Pick<FindingException, 'rule' | 'subject'>;

/** The user's exceptions to findings, in one file. Every method throws SettingsError; a file not understood is left. */
export interface ExceptionStore {
  /** Read anew each time; the latest first. */
  read(): Promise<readonly FindingException[]>;
  /** Replaces the one for the same rule and subject. */
  add(wish: ExceptionWish): Promise<FindingException>;
  /** Answers what was taken away; null where there was none. */
  remove(place: Place): Promise<FindingException | null>;
}

export function openExceptions(path: string, now: () => Date): ExceptionStore {
  let turn: Promise<unknown> = Promise.resolve();

  /** Changes of one store come one after the other. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = turn.then(change);
    turn = done.catch(() => undefined);
    return done;
  }

  async function read(): Promise<readonly FindingException[]> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw new SettingsError(
        path,
        `The exceptions in ${path} cannot be read`,
        `Make ${path} readable`,
        error,
      );
    }
    return parse(path, text);
  }

  async function keep(exceptions: readonly FindingException[]): Promise<void> {
    await put(path, `${JSON.stringify({ version: 1, exceptions }, null, 2)}\n`);
  }

  return {
    read,
    add: (wish) =>
      inTurn(async () => {
        const made = { ...wish, madeAt: now().toISOString() };
        await keep([made, ...(await read()).filter((one) => !isAt(one, wish))]);
        return made;
      }),
    remove: (place) =>
      inTurn(async () => {
        const all = await read();
        const found = all.find((one) => isAt(one, place));
        if (found === undefined) return null;
        await keep(all.filter((one) => one !== found));
        return found;
      }),
  };
}

function isAt(one: Place, place: Place): boolean {
  return one.rule === place.rule && one.subject === place.subject;
}

function parse(path: string, text: string): readonly FindingException[] {
  try {
    return exceptionsFile.parse(JSON.parse(text)).exceptions;
  } catch (error) {
    throw new SettingsError(
      path,
      `The exceptions in ${path} cannot be used`,
      `Correct ${path}, or move it away: every finding is then open again`,
      error,
    );
  }
}
