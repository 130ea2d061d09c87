import { z } from 'zod';
import type { LastUseEntry } from '../../shared/model/last-use.ts';
import { UNREAD_OUTCOMES } from '../../shared/model/outcome.ts';

const entry = z.object({
  arn: z.string(),
  askedAt: z.string(),
  outcome: z.enum(['read', ...UNREAD_OUTCOMES]),
  answer: z
    .object({
      checkedAt: z.string(),
      usage: z.object({
        createdAt: z.string().nullable(),
        trackedSince: z.string().nullable(),
        last: z.object({ at: z.string(), operation: z.string(), eventId: z.string().nullable() }).nullable(),
      }),
    })
    .nullable(),
}) satisfies z.ZodType<LastUseEntry>;

export interface Lines {
  /** The last line of each key counts. */
  readonly entries: ReadonlyMap<string, LastUseEntry>;
  readonly count: number;
}

/** What a file of last uses holds. A line that is not whole, as a kill leaves one, tells nothing and is passed over. */
export function parseLines(text: string): Lines {
  const entries = new Map<string, LastUseEntry>();
  let count = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    count += 1;
    const parsed = entry.safeParse(jsonOf(line));
    if (parsed.success) entries.set(parsed.data.arn, parsed.data);
  }
  return { entries, count };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Begins with a line end of its own, so that a line torn before it stays alone. */
export function lineOf(one: LastUseEntry): string {
  return `\n${JSON.stringify(one)}`;
}
