import { describe, expect, it } from 'vitest';
import { Places, Stage } from './stage.ts';

const quiet = () => new Promise((resolve) => setImmediate(resolve));

describe('Stage', () => {
  it('works on so many at a time, in order of arrival', async () => {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const stage = new Stage<number>(
      2,
      (item) => {
        begun.push(item);
        return new Promise((resolve) => ends.push(resolve));
      },
      () => undefined,
    );
    for (const item of [1, 2, 3, 4]) stage.push(item);
    expect(begun).toEqual([1, 2]);
    ends[0]?.();
    await quiet();
    expect(begun).toEqual([1, 2, 3]);
    for (const end of ends) end();
    await quiet();
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const failures: unknown[] = [];
    const bug = new TypeError('ours');
    const stage = new Stage<number>(
      1,
      async (item) => {
        begun.push(item);
        throw bug;
      },
      (error) => failures.push(error),
    );
    for (const item of [1, 2]) stage.push(item);
    await quiet();
    stage.push(3);
    await quiet();
    expect(begun).toEqual([1]);
    expect(failures).toEqual([bug]);
  });
});

describe('Places', () => {
  it('lets in who waits longest as another leaves', async () => {
    const places = new Places(1);
    expect(places.enter()).toBeUndefined();
    const came: string[] = [];
    for (const name of ['first', 'second']) void places.enter()?.then(() => came.push(name));
    places.leave();
    await quiet();
    expect(came).toEqual(['first']);
    places.leave();
    places.leave();
    await quiet();
    expect(came).toEqual(['first', 'second']);
    expect(places.enter()).toBeUndefined();
  });
});
