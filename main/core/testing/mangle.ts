type Path = readonly (string | number)[];

/** Every place in a JSON value below its root. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    return [here, ...pathsIn(inner, here)];
  });
}

/** Values of which at least one is of another type than what AWS documents there. */
const OTHERS = [null, 7, 1e300, -1, true, '', 'x'.repeat(5000), [], {}, [[]], { Keys: [{}] }];

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

/** As long a string, and as great a number, as it may be: whether it is a good one is not for its type to say. */
function wrongFor(value: unknown): readonly unknown[] {
  return [...OTHERS.filter((other) => typeOf(other) !== typeOf(value)), [value], { value }].filter(
    (other) => !(Array.isArray(value) && Array.isArray(other) && other.length === 0),
  );
}

/**
 * An answer of AWS's gone wrong in one place: a field missing, null, of another type, or nested otherwise. Elements are
 * never taken out of a list: nobody could notice. `draw`: below the bound given.
 */
export function mangled(answer: unknown, draw: (bound: number) => number): unknown {
  const copy = structuredClone(answer);
  const all = pathsIn(copy);
  // Half of them at the top, where one field in a hundred tells whether there is more.
  const paths = draw(2) === 0 ? all : all.filter(({ length }) => length === 1);
  const path = paths[draw(Math.max(1, paths.length))];
  const last = path?.at(-1);
  if (path === undefined || last === undefined) return null;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], copy);
  const holder = parent as Record<string | number, unknown>;
  const wrong = wrongFor(holder[last]);
  const choice = draw(wrong.length + 1);
  if (choice < wrong.length || Array.isArray(parent)) holder[last] = wrong[choice % wrong.length];
  else delete holder[last];
  return copy;
}
