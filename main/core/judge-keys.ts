import { byUrgency, type KeyFinding } from '../../shared/findings/keys/group.ts';
import { customerManaged } from '../../shared/findings/keys/rule.ts';
import { KEY_RULES } from '../../shared/findings/keys/rules.ts';
import type { LastUse } from '../../shared/model/last-use.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LastUseService } from './core.ts';

/** What the rules said of every key of a snapshot. */
export interface JudgedKeys {
  /** By rule, each in the order of `byUrgency`. */
  readonly found: ReadonlyMap<string, readonly KeyFinding[]>;
  readonly lastUse: { readonly billed: number; readonly known: number };
}

interface JudgeOptions {
  readonly ledger: Ledger;
  readonly lastUse: LastUseService;
  readonly settings: () => Promise<Settings>;
}

/** Snapshots in memory: some 300 bytes a finding, two or three findings a key. */
const HELD = 2;

/** Judges every key of a snapshot once, a window of them at a time, and again only after what it rests on has changed. */
export function openJudge({ ledger, lastUse, settings }: JudgeOptions) {
  const held = new Map<string, Promise<JudgedKeys>>();

  /** A snapshot never changes; what is known of last use does, when a pass over it begins and when it ends. */
  async function restsOn(manifest: Manifest): Promise<string> {
    const pass = lastUse.current();
    return [manifest.id, (await settings()).idleDays, pass?.startedAt ?? '', pass?.phase ?? ''].join(' ');
  }

  async function judge(manifest: Manifest): Promise<JudgedKeys> {
    const found = new Map<string, KeyFinding[]>(KEY_RULES.map(({ id }) => [id, []]));
    const same = new Map<string, string>();
    const counts = { billed: 0, known: 0 };
    for await (const keys of ledger.eachKey(manifest.id, { filter: {} })) {
      const uses = await lastUse.of(keys.map(({ key }) => key.arn));
      keys.forEach((entry, index) => {
        const use = uses[index];
        if (!use) throw new Error('Every key that was asked for has a grade');
        if (isBilled(entry)) counts.billed++;
        if (isBilled(entry) && use.checkedAt !== null) counts.known++;
        judgeOne(entry, { asOf: manifest.asOf, lastUse: use }, found, same);
      });
    }
    for (const list of found.values()) list.sort(byUrgency);
    return { found, lastUse: counts };
  }

  return async (manifest: Manifest): Promise<JudgedKeys> => {
    const basis = await restsOn(manifest);
    const before = held.get(basis);
    if (before) return before;
    const judging = judge(manifest);
    held.set(basis, judging);
    judging.catch(() => held.delete(basis));
    const [oldest] = held.keys();
    if (held.size > HELD && oldest !== undefined) held.delete(oldest);
    return judging;
  };
}

function isBilled(entry: LedgerKey): boolean {
  return entry.amount.lowMicroUsd > 0 && customerManaged(entry) !== null;
}

/** `same` holds each text once: many keys have the same evidence and the same owner. */
function judgeOne(
  entry: LedgerKey,
  facts: { readonly asOf: string; readonly lastUse: LastUse },
  found: ReadonlyMap<string, KeyFinding[]>,
  same: Map<string, string>,
): void {
  const once = (text: string) => {
    const before = same.get(text);
    if (before !== undefined) return before;
    same.set(text, text);
    return text;
  };
  for (const rule of KEY_RULES) {
    const hit = rule.judge(entry, facts);
    if (!hit) continue;
    const { name } = entry.owner;
    const { amount } = entry;
    found.get(rule.id)?.push({
      arn: entry.key.arn,
      owner: name === null ? null : once(name),
      amount,
      severity: hit.severity,
      evidence: once(hit.evidence),
      due: hit.due,
    });
  }
}
