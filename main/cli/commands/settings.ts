import { type Command, InvalidArgumentError } from 'commander';
import { type SettingsChange, settingsChange } from '../../../shared/contract/settings.ts';
import type { PriceOverride, Settings } from '../../../shared/model/settings.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { dataDir } from './options.ts';

const OVERRIDE = /^prices\.overrides\.([a-z0-9.]+)@([a-z0-9*-]+)$/;

const KEYS = `Settings:
  prices.discountPercent          0 to 100, off list and bundled prices
  prices.overrides.ITEM@REGION    a price of your own in USD; REGION may be '*'
                                  ITEM: kms.key, kms.request, hsm.TYPE, e.g. hsm.hsm2m.medium
  prices.overrides                all of them as JSON: [{"item", "region", "usd"}]
  idleDays                        days without a use after which a key is idle
  quotaShare                      part of AWS's request quotas to use, 0 to 1

Examples:
  keyledger settings set prices.discountPercent 12.5
  keyledger settings set prices.overrides.hsm.hsm2m.medium@eu-west-1 1.85
  keyledger settings unset prices.discountPercent`;

/**
 * The change that setting a key to a value makes; `null` takes it back. `now`: the overrides that stand.
 * Throws InvalidArgumentError.
 */
export function changeOf(key: string, value: string | null, now: readonly PriceOverride[]): SettingsChange {
  const parsed = settingsChange.safeParse(rawChange(key, value, now));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidArgumentError(`${key}: ${issue?.message ?? 'not understood'}`);
}

function rawChange(key: string, value: string | null, now: readonly PriceOverride[]): unknown {
  const [, item, region] = OVERRIDE.exec(key) ?? [];
  if (item !== undefined && region !== undefined) {
    const others = now.filter((one) => one.item !== item || one.region !== region);
    const overrides = value === null ? others : [...others, { item, region, usd: number(key, value) }];
    return { prices: { overrides: overrides.length === 0 ? null : overrides } };
  }
  switch (key) {
    case 'prices.overrides':
      return { prices: { overrides: value === null ? null : json(key, value) } };
    case 'prices.discountPercent':
      return { prices: { discountPercent: value === null ? null : number(key, value) } };
    case 'idleDays':
    case 'quotaShare':
      return { [key]: value === null ? null : number(key, value) };
    default:
      throw new InvalidArgumentError(`There is no setting ${key}\n\n${KEYS}`);
  }
}

function number(key: string, value: string): number {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed)) throw new InvalidArgumentError(`${key}: a number`);
  return parsed;
}

function json(key: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new InvalidArgumentError(`${key}: a JSON list`);
  }
}

export function settingsTable(
  { prices, idleDays, quotaShare }: Settings,
  { style, columns }: Terminal,
): string {
  const rows = [
    ['prices.discountPercent', `${prices.discountPercent} %`],
    ...prices.overrides.map(({ item, region, usd }) => [`prices.overrides.${item}@${region}`, `$${usd}`]),
    ['idleDays', String(idleDays)],
    ['quotaShare', String(quotaShare)],
  ];
  return table(
    [
      { head: 'Setting', flexible: true },
      { head: 'Is', align: 'right' },
    ],
    rows,
    { style, columns },
  );
}

function show(core: Core, settings: Settings, asJson: boolean, { terminal }: Context): void {
  terminal.print(asJson ? JSON.stringify(settings) : settingsTable(settings, terminal));
  terminal.note(`  ${core.settings.path}`);
}

export function addSettingsCommands(program: Command, context: Context, finish: Finish): void {
  async function change(key: string, value: string | null, command: Command): Promise<void> {
    const core = await context.core(dataDir(command));
    const { prices } = await core.settings.get();
    let wanted: SettingsChange;
    try {
      wanted = changeOf(key, value, prices.overrides);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      context.terminal.note(`  ${context.terminal.style.alert('▲')} ${error.message}`);
      return finish(EXIT.usage);
    }
    show(core, await core.settings.set(wanted), false, context);
    if (key.startsWith('prices.')) context.terminal.note('  It counts from the next scan.');
    finish(EXIT.complete);
  }

  const settings = program
    .command('settings')
    .description('what is set: own prices, discount, idle days, quota share')
    .option('--json', 'as JSON')
    .addHelpText('after', `\n${KEYS}`)
    .action(async (options: { json?: true }, command: Command) => {
      const core = await context.core(dataDir(command));
      show(core, await core.settings.get(), options.json === true, context);
      finish(EXIT.complete);
    });
  settings
    .command('set <key> <value>')
    .description('set one')
    .action((key: string, value: string, _: object, command: Command) => change(key, value, command));
  settings
    .command('unset <key>')
    .description('take one back to its default')
    .action((key: string, _: object, command: Command) => change(key, null, command));
}
