import { z } from 'zod';
import { SETTING, type SettingsChange } from '../../shared/contract/settings.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { SettingsError } from './error.ts';

const VERSION = 1;

/** Keys that this version does not know are kept: a later version, or the user, may have put them there. */
const schema = z.looseObject({
  version: z.literal(VERSION),
  prices: z
    .looseObject({
      overrides: SETTING.overrides.optional(),
      discountPercent: SETTING.discountPercent.optional(),
    })
    .optional(),
  idleDays: SETTING.idleDays.optional(),
  quotaShare: SETTING.quotaShare.optional(),
});
export type SettingsFile = z.infer<typeof schema>;

export const NO_FILE: SettingsFile = { version: VERSION };

const versioned = z.looseObject({ version: z.number() });

/** The text of a settings file. Throws SettingsError with the first place that is wrong. */
export function parseSettings(path: string, text: string): SettingsFile {
  const json = jsonOf(path, text);
  const version = versioned.safeParse(json);
  if (version.success && version.data.version > VERSION)
    throw new SettingsError(
      path,
      `${path} was written by a later version of Keyledger`,
      'Update Keyledger, or move the file away: the defaults then apply',
    );
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.');
  throw broken(path, `${place}: ${issue?.message ?? 'not understood'}`, parsed.error);
}

export function settingsIn({ prices, idleDays, quotaShare }: SettingsFile): Settings {
  return {
    prices: {
      overrides: prices?.overrides ?? DEFAULT_SETTINGS.prices.overrides,
      discountPercent: prices?.discountPercent ?? DEFAULT_SETTINGS.prices.discountPercent,
    },
    idleDays: idleDays ?? DEFAULT_SETTINGS.idleDays,
    quotaShare: quotaShare ?? DEFAULT_SETTINGS.quotaShare,
  };
}

/** The file after a change: what the change does not name stays, keys unknown to this version included. */
export function changed(file: SettingsFile, change: SettingsChange): SettingsFile {
  const { prices, ...rest } = change;
  const next = laidOver(file, rest);
  return prices === undefined ? next : { ...next, prices: laidOver(file.prices ?? {}, prices) };
}

function laidOver<T extends object>(base: T, over: Readonly<Record<string, unknown>>): T {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged) as T;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(path, 'it is not JSON', error);
  }
}

function broken(path: string, why: string, cause: unknown): SettingsError {
  return new SettingsError(
    path,
    `The settings in ${path} cannot be used: ${why}`,
    `Correct ${path}, or move it away: the defaults then apply`,
    cause,
  );
}
