import { type Command, InvalidArgumentError } from 'commander';

export const SNAPSHOT_OPTION = ['--snapshot <id>', 'a snapshot instead of the latest', 'latest'] as const;

/** `--data` may stand before or after the command's name. */
export function dataDir(command: Command): string | undefined {
  const { data } = command.optsWithGlobals<{ data?: string }>();
  return data;
}

export function repeated(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

export function listed(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function share(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('a number above 0 and up to 1');
  return number;
}

export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1');
  return number;
}

export function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('a port, 0 to 65535');
  return number;
}

export function calendarDate(value: string): Date {
  const parsed = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(parsed.getTime())) {
    throw new InvalidArgumentError('a date like 2026-11-24');
  }
  return parsed;
}
