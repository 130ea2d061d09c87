import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import type { ProfileSummary } from '../../../shared/model/profile.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { kindWord } from './kind-words.ts';
import classes from './start.module.css';

/** Tick: can be read. Ring: the reader must act first. Cross: not by this version, or not as the files stand. */
function NeedMark({ state }: { readonly state: ProfileSummary['need']['state'] }) {
  switch (state) {
    case 'ready':
      return <path d="M1.5 6.5l3 3 6-7" stroke="var(--kl-accent)" strokeWidth="1.8" />;
    case 'signIn':
    case 'mfa':
      return <circle cx="6" cy="6" r="4.4" stroke="var(--kl-ink)" strokeWidth="1.6" />;
    case 'unsupported':
    case 'broken':
      return <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="var(--kl-ink3)" strokeWidth="1.5" />;
  }
}

interface ProfileRowProps {
  readonly profile: ProfileSummary;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

export function ProfileRow({ profile, ticked, onTick }: ProfileRowProps) {
  const { name, need, accountId } = profile;
  const id = useId();
  return (
    <tr>
      <td className={classes.tick}>
        <Checkbox
          id={id}
          checked={ticked}
          disabled={need.state !== 'ready'}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </td>
      <th scope="row" title={name}>
        <label htmlFor={id}>{name}</label>
      </th>
      <td>
        {kindWord(profile)}
        <small>{accountId ?? 'account not known yet'}</small>
      </td>
      <td>
        <span className={classes.need}>
          <svg width="12" height="12" viewBox="0 0 12 12" fill="none" aria-hidden="true">
            <NeedMark state={need.state} />
          </svg>
          {need.text}
        </span>
        {need.command === null ? (
          <small className={classes.under}>{need.detail}</small>
        ) : (
          <small className={classes.under}>
            <code>{need.command}</code>
          </small>
        )}
      </td>
      <td className={classes.act}>
        {need.command === null ? null : <CopyButton text={need.command} what={`the command for ${name}`} />}
      </td>
    </tr>
  );
}
