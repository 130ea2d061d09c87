import { join } from 'node:path';
import { adviceOn } from '../../shared/findings/advice.ts';
import { type Excepted, exceptedOn } from '../../shared/findings/exceptions.ts';
import { byWeight } from '../../shared/findings/judge.ts';
import { byOwner, groupOf, openOf, total } from '../../shared/findings/keys/group.ts';
import { KEY_RULES } from '../../shared/findings/keys/rules.ts';
import type { Finding, FindingGroup } from '../../shared/model/finding.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { SettingsError } from '../settings/error.ts';
import { openExceptions } from '../settings/exceptions.ts';
import type { FindingsService, LastUseService } from './core.ts';
import { CoreError } from './error.ts';
import { findManifest } from './find-manifest.ts';
import { type JudgedKeys, openJudge } from './judge-keys.ts';
import { findingsOf } from './snapshots.ts';

export interface FindingsServiceOptions {
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly lastUse: LastUseService;
  readonly settings: () => Promise<Settings>;
  readonly now: () => Date;
}

export function createFindingsService(options: FindingsServiceOptions): FindingsService {
  const { dataDir, ledger, now } = options;
  const judged = openJudge(options);
  const store = openExceptions(join(dataDir, 'exceptions.json'), now);
  const excepted = async () => exceptedOn(await store.read().catch(told), now());

  return {
    async list(ref) {
      const manifest = await findManifest(ledger, ref);
      const [keys, others, left] = await Promise.all([
        judged(manifest),
        findingsOf(ledger, manifest),
        excepted(),
      ]);
      const hardware = others.filter(({ rule }) => !rule.startsWith('key.') && !left.rule(rule));
      const groups = [...groupsOf(keys, left), ...hardware.map(groupOfOther)].sort(byWeight);
      const silent = new Set(KEY_RULES.flatMap((rule) => (rule.silent ? [rule.id] : [])));
      return {
        open: groups.filter(({ rule }) => !silent.has(rule)),
        unknown: groups.filter(({ saving }) => saving === 'unknown'),
        byOwner: byOwner(
          KEY_RULES.filter(({ saving }) => saving === 'proven').flatMap((rule) =>
            openOf(rule, keys.found.get(rule.id) ?? [], left),
          ),
        ),
        lastUse: keys.lastUse,
      };
    },
    async keys(ref, { rule: id, offset, limit }) {
      const manifest = await findManifest(ledger, ref);
      const rule = KEY_RULES.find((one) => one.id === id);
      if (!rule) throw new CoreError('NOT_FOUND', `No finding about keys is named ${id}`, null);
      const [keys, left] = await Promise.all([judged(manifest), excepted()]);
      const found = keys.found.get(id) ?? [];
      const open = openOf(rule, found, left);
      const page = open.slice(offset, offset + limit);
      const rows = await ledger.rows(
        manifest.id,
        page.map(({ arn }) => arn),
      );
      const hits = new Map(page.map((one) => [one.arn, one]));
      return {
        group: groupOf(rule, found, left),
        keys: rows.flatMap((row) => {
          const hit = hits.get(row.arn);
          return hit ? [{ row, severity: hit.severity, evidence: hit.evidence, due: hit.due }] : [];
        }),
        total: { keys: open.length, amount: total(open) },
      };
    },
    exceptions: () => store.read().catch(told),
    except: (wish) => store.add(wish).catch(told),
    async restore(place) {
      const taken = await store.remove(place).catch(told);
      if (taken) return taken;
      throw new CoreError('NOT_FOUND', 'There is no such exception', 'It may have been taken back already');
    },
  };
}

function groupsOf(keys: JudgedKeys, left: Excepted): readonly FindingGroup[] {
  return KEY_RULES.flatMap((rule) => groupOf(rule, keys.found.get(rule.id) ?? [], left) ?? []);
}

/** HSMs that no key store uses may serve programs directly: not proven to be waste. */
function groupOfOther(finding: Finding): FindingGroup {
  const saving = finding.rule === 'hsm.unlinked' ? 'unknown' : null;
  return { ...finding, ...adviceOn(finding.rule), keys: null, saving, excepted: 0 };
}

function told(error: unknown): never {
  if (!(error instanceof SettingsError)) throw error;
  throw new CoreError('UNREADABLE', error.message, error.action, error);
}
