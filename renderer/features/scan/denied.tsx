import { OUTCOME_WORDS, operationWord, plural } from '../../../shared/format/words.ts';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type from '../../theme/type.module.css';
import { countedAs, effect, type UnreadGroup, unreadGroups } from '../coverage/groups.ts';
import { isGap } from '../coverage/reach.ts';
import { ShortRemedy } from '../coverage/remedy.tsx';
import classes from './scan.module.css';

const SHOWN = 3;

function Group({ group }: { readonly group: UnreadGroup }) {
  const unit = countedAs(group);
  const asked = unit === 'key' ? plural(group.count, 'key') : plural(group.units.length, unit);
  return (
    <li>
      {asked}
      {unit === 'key' ? ' so far' : ''}: <strong>{operationWord(group.operation)}</strong>{' '}
      {OUTCOME_WORDS[group.outcome]}
      <p>
        {effect(group)} <ShortRemedy group={group} />
      </p>
    </li>
  );
}

/** What was not answered so far, grouped, heaviest first. */
export function Denied({ unread }: { readonly unread: readonly CoverageEntry[] }) {
  const groups = unreadGroups(unread).filter(({ outcome }) => isGap(outcome));
  const more = groups.length - SHOWN;
  return (
    <section className={classes.denied} aria-label="What is denied, and what to do">
      <h2 className={type.title}>
        {groups.length === 0 ? 'Nothing was denied so far' : 'What is denied, and what to do'}
      </h2>
      <ul>
        {groups.slice(0, SHOWN).map((group) => (
          <Group key={`${group.operation} ${group.outcome}`} group={group} />
        ))}
        {more > 0 ? <li>{more} more: all of them stand under Coverage when the scan has ended</li> : null}
      </ul>
    </section>
  );
}
