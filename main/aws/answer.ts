/** An answer that does not have the shape that AWS documents. Names the field, never its value. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

export type Json = Readonly<Record<string, unknown>>;

/** Guards instead of a schema library: these run for every key of a scan. */
export function object(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedAnswer(where);
  return value as Json;
}

/** A list of objects; an absent list counts as empty, as AWS leaves empty ones out. */
export function objects(json: Json, field: string): readonly Json[] {
  const value = json[field] ?? [];
  if (!Array.isArray(value)) throw new MalformedAnswer(field);
  return value.map((entry) => object(entry, `${field}[]`));
}

/** The list that an answer is about: what lacks it is another answer, not an empty one. */
export function listed(json: Json, field: string): readonly Json[] {
  if (!Array.isArray(json[field])) throw new MalformedAnswer(field);
  return objects(json, field);
}

export function text(json: Json, field: string): string {
  const value = json[field];
  if (typeof value !== 'string' || value === '') throw new MalformedAnswer(field);
  return value;
}

export function optionalText(json: Json, field: string): string | null {
  const value = json[field] ?? null;
  if (value !== null && typeof value !== 'string') throw new MalformedAnswer(field);
  return value === '' ? null : value;
}

export function flag(json: Json, field: string): boolean {
  const value = json[field] ?? false;
  if (typeof value !== 'boolean') throw new MalformedAnswer(field);
  return value;
}

export function optionalNumber(json: Json, field: string): number | null {
  const value = json[field] ?? null;
  if (value !== null && typeof value !== 'number') throw new MalformedAnswer(field);
  return value;
}

/** AWS JSON sends times as seconds since 1970, with a fraction. */
export function time(json: Json, field: string): string {
  const seconds = json[field];
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new MalformedAnswer(field);
  return date.toISOString();
}

export function optionalTime(json: Json, field: string): string | null {
  return (json[field] ?? null) === null ? null : time(json, field);
}
