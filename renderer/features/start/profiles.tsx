import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { policyJson, READ_ACTIONS } from '../../../shared/format/policy.ts';
import { plural } from '../../../shared/format/words.ts';
import type { ProfileSummary } from '../../../shared/model/profile.ts';
import { queries } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { capital, numberWord } from '../../components/numbers.ts';
import { QueryView } from '../../components/query-view.tsx';
import type from '../../theme/type.module.css';
import { ProfileRow } from './profile-row.tsx';
import { parseRegions, RegionField } from './region-field.tsx';
import classes from './start.module.css';

interface ProfilesProps {
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (name: string, ticked: boolean) => void;
  readonly busy: boolean;
  readonly onRead: (regions: readonly string[]) => void;
}

function heading(profiles: readonly ProfileSummary[] | undefined): string {
  if (profiles === undefined) return 'Looking for profiles on this computer';
  if (profiles.length === 0) return 'No profile on this computer yet';
  const many = profiles.length === 1 ? 'profile' : 'profiles';
  return `${capital(numberWord(profiles.length))} ${many} found on this computer`;
}

function ProfileTable({
  profiles,
  ticked,
  onTick,
}: { readonly profiles: readonly ProfileSummary[] } & Pick<ProfilesProps, 'ticked' | 'onTick'>) {
  return (
    <table className={classes.profiles} aria-label="Profiles">
      <thead>
        <tr className={type.head}>
          <td />
          <th scope="col">Profile</th>
          <th scope="col">Kind, account</th>
          <th scope="col">What it needs</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {profiles.map((profile) => (
          <ProfileRow
            key={profile.name}
            profile={profile}
            ticked={ticked.has(profile.name)}
            onTick={(on) => onTick(profile.name, on)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The reader's own accounts: what was found, what each needs, and one button for those that are ticked. */
export function Profiles({ ticked, onTick, busy, onRead }: ProfilesProps) {
  const query = useQuery(queries.profiles());
  const [regions, setRegions] = useState('');
  const wanted = parseRegions(regions);
  const ready = ticked.size > 0 && wanted.wrong.length === 0;
  return (
    <section className={classes.own} aria-label="Your own accounts">
      <p className={classes.kicker}>Your own accounts</p>
      <h2 className={classes.heading}>{heading(query.data)}</h2>
      <p className={classes.lead}>
        {query.data?.length === 0
          ? 'Sign in with the AWS command line (aws configure sso, or aws login), then look again.'
          : 'From your AWS configuration. Pick the ones to read; nothing is sent until you start.'}
      </p>
      <div className={classes.list}>
        <QueryView query={query} rows={5}>
          {(profiles) =>
            profiles.length === 0 ? (
              <Button onClick={() => void query.refetch()}>Look again</Button>
            ) : (
              <ProfileTable profiles={profiles} ticked={ticked} onTick={onTick} />
            )
          }
        </QueryView>
      </div>
      <div className={classes.read}>
        <Button
          className={classes.main ?? ''}
          variant={ready ? 'filled' : 'default'}
          disabled={!ready || busy}
          onClick={() => onRead(wanted.regions)}
        >
          {ticked.size < 2 ? 'Read the ticked profiles' : `Read ${plural(ticked.size, 'profile')}`}
        </Button>
        <RegionField text={regions} onText={setRegions} wrong={wanted.wrong} />
        <span className={classes.policy}>
          {READ_ACTIONS.length} permissions, all read-only. The policy:{' '}
          <CopyButton text={policyJson()} what="the policy" />
        </span>
      </div>
    </section>
  );
}
