import { Menu, UnstyledButton } from '@mantine/core';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { moment } from '../../shared/format/date.ts';
import { range } from '../../shared/format/money.ts';
import { Chevron } from './chevron.tsx';
import { navigate, useRoute } from './navigation.ts';
import { href, type Route } from './route.ts';
import classes from './title-bar.module.css';

interface SnapshotPickerProps {
  readonly shown: SnapshotSummary;
  readonly list: readonly SnapshotSummary[];
}

/** The same place in another snapshot; a scan belongs to none, so from there it leads to the overview. */
function sameIn(route: Route, snapshot: string | undefined): Route {
  const place: Route = route.view === 'scan' ? { view: 'overview' } : route;
  const { snapshot: _old, ...here } = place;
  return snapshot === undefined ? here : { ...here, snapshot };
}

function note({ sample, complete, organisation }: SnapshotSummary): string {
  const whose = sample ? 'sample organisation' : (organisation ?? 'AWS accounts');
  return complete ? whose : `${whose}, read in part`;
}

export function SnapshotPicker({ shown, list }: SnapshotPickerProps) {
  const route = useRoute();
  const latest = list[0]?.id;
  return (
    <Menu withinPortal={false} width={340}>
      <Menu.Target>
        <UnstyledButton className={classes.plain} aria-label={`Snapshot of ${moment(shown.asOf)}`}>
          {moment(shown.asOf).replace(/ UTC$/, '')}
          <Chevron />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>Snapshots, times in UTC, $ a month</Menu.Label>
        {list.map((snapshot) => (
          <Menu.Item
            key={snapshot.id}
            aria-current={snapshot.id === shown.id ? 'true' : undefined}
            onClick={() => navigate(sameIn(route, snapshot.id === latest ? undefined : snapshot.id))}
          >
            <span className={classes.when}>
              <span>{moment(snapshot.asOf).replace(/ UTC$/, '')}</span>
              <span>{range(snapshot.runRate.total, 'whole')}</span>
            </span>
            <span className={classes.note}>{note(snapshot)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href={href({ view: 'start' })}>
          Read other profiles
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
