import { type } from '@orpc/contract';
import { z } from 'zod';
import type { PriceItem } from '../model/price.ts';
import type { Settings } from '../model/settings.ts';
import { base } from './base.ts';

const item = z.custom<PriceItem>(
  (value) => typeof value === 'string' && /^(kms\.key|kms\.request|hsm\.[a-z0-9]+\.[a-z0-9]+)$/.test(value),
  'kms.key, kms.request, or hsm. and a type, e.g. hsm.hsm2m.medium',
);
const region = z
  .string()
  .regex(/^(\*|[a-z]{2,4}(-[a-z]+)+-[0-9]+)$/, 'a region, e.g. eu-west-1, or * for every region');

const override = z.object({
  item,
  region,
  /** A millionth of a micro-dollar is the least that is told apart. */
  usd: z.number().min(0).max(1_000_000),
});

/** Each place once: of two prices for one thing, which is meant could not be told. */
const overrides = z.array(override).refine((list) => {
  const places = list.map((one) => `${one.item} ${one.region}`);
  return new Set(places).size === places.length;
}, 'two prices for the same item and region');

/** What each setting may hold; the settings file and a change of it are held to the same. */
export const SETTING = {
  overrides,
  discountPercent: z.number().min(0).max(100),
  idleDays: z.number().int().min(1).max(3650),
  quotaShare: z.number().gt(0).max(1),
} as const;

/** Only what is named changes; null takes a setting back to its default. */
export const settingsChange = z
  .object({
    prices: z
      .object({
        overrides: SETTING.overrides.nullable().optional(),
        discountPercent: SETTING.discountPercent.nullable().optional(),
      })
      .strict()
      .optional(),
    idleDays: SETTING.idleDays.nullable().optional(),
    quotaShare: SETTING.quotaShare.nullable().optional(),
  })
  .strict();
export type SettingsChange = z.infer<typeof settingsChange>;

export const settings = {
  get: base.output(type<Settings>()),
  /** Answers the settings as they are now; prices count from the next scan. */
  set: base.input(settingsChange).output(type<Settings>()),
};
