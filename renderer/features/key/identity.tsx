import type { KeyDetail } from '../../../shared/contract/keys.ts';
import { date } from '../../../shared/format/date.ts';
import { lastUseWords } from '../../../shared/format/last-use.ts';
import { specWord, stateWord, usageWord } from '../../../shared/format/words.ts';
import type { KeyMetadata } from '../../../shared/model/key.ts';
import { known } from '../../../shared/model/outcome.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fact, FactList } from '../../components/fact-list.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { shorten } from '../../components/shorten.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import classes from './identity.module.css';
import { expiryWords, familyWords, originWords, rotationWords } from './key-words.ts';

/** What the key is, and whose. */
export function Identity({ detail }: { readonly detail: KeyDetail }) {
  const { ledger, account } = detail;
  const { key, owner } = ledger;
  const places = usePlaces();
  const metadata = known(key.metadata);
  const link = (filter: Parameters<typeof keysPlace>[0], words: string) => (
    <a className={classes.link} href={places.to(keysPlace(filter))}>
      {words}
    </a>
  );
  return (
    <FactList title="Identity">
      <Fact term="State">{metadata ? <State metadata={metadata} /> : 'Not read'}</Fact>
      <Fact term="Account">
        {link({ account: [account.id] }, account.name)} <span className={classes.quiet}>{account.id}</span>
      </Fact>
      <Fact term="Region">{link({ region: [key.region] }, key.region)}</Fact>
      <Fact term="Owner">
        {owner.name === null ? (
          owner.basis.by === 'unread' ? (
            'Tags were not read'
          ) : (
            link({ owner: [null] }, 'No owner tag')
          )
        ) : (
          <>
            {link({ owner: [owner.name] }, owner.name)}{' '}
            {owner.basis.by === 'tag' ? (
              <span className={classes.quiet}>tag {owner.basis.tagKey}</span>
            ) : null}
          </>
        )}
      </Fact>
      {metadata ? (
        <>
          <Fact term="Spec">
            {specWord(metadata.spec)}, {usageWord(metadata.usage)}
          </Fact>
          <Fact term="Origin">{originWords(metadata, key.arn)}</Fact>
          {expiryWords(metadata) ? <Fact term="Material">{expiryWords(metadata)}</Fact> : null}
          <Fact term="Family">{familyWords(metadata)}</Fact>
        </>
      ) : null}
      <Fact term="Rotation">{rotationWords(key)}</Fact>
      {detail.lastUse.grade === 'notAsked' ? null : (
        <Fact term="Last use">{lastUseWords(detail.lastUse)}</Fact>
      )}
      {metadata ? <Fact term="Created">{date(metadata.createdAt)}</Fact> : null}
      <Fact term="Key id">
        <Id id={key.keyId} what="the key id" />
      </Fact>
      <Fact term="ARN">
        <Id id={key.arn} what="the ARN" keep={24} />
      </Fact>
    </FactList>
  );
}

function State({ metadata }: { readonly metadata: KeyMetadata }) {
  return (
    <>
      {stateWord(metadata.state)}
      {metadata.deletionDate === null ? null : `, deletes on ${date(metadata.deletionDate)}`}
      {metadata.deletionDate === null && metadata.pendingDeletionWindowDays !== null
        ? `, ${metadata.pendingDeletionWindowDays} days once its replicas are gone`
        : null}
    </>
  );
}

function Id({ id, what, keep }: { readonly id: string; readonly what: string; readonly keep?: number }) {
  const narrow = useNarrow();
  return (
    <span className={classes.id}>
      <code title={id}>{shorten(id, narrow ? 12 : (keep ?? 18))}</code> <CopyButton text={id} what={what} />
    </span>
  );
}

/** Names under which the key goes. */
export function AliasesAndTags({ detail }: { readonly detail: KeyDetail }) {
  const { key } = detail.ledger;
  const metadata = known(key.metadata);
  const tags = known(key.tags);
  return (
    <FactList title="Aliases and tags">
      <Fact term="Aliases">
        {key.aliases.length === 0
          ? 'None'
          : key.aliases.map((alias) => alias.replace(/^alias\//, '')).join(', ')}
      </Fact>
      <Fact term="Tags">
        {tags === undefined
          ? key.tags.status === 'notApplicable'
            ? '—'
            : 'Not read'
          : tags.length === 0
            ? 'None'
            : tags.map((tag, index) => (
                <span key={tag.key}>
                  {index === 0 ? '' : ', '}
                  <span className={classes.quiet}>{tag.key}</span> {tag.value}
                </span>
              ))}
      </Fact>
      {metadata?.description ? <Fact term="Description">{metadata.description}</Fact> : null}
    </FactList>
  );
}
