import { allowStatement } from '../../../shared/format/policy.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import type { UnreadGroup } from './groups.ts';

/** The same where there is no room for the sentence: the text to hand over. */
export function ShortRemedy({ group }: { readonly group: UnreadGroup }) {
  const { operation, outcome, action } = group;
  if (outcome === 'denied') {
    const what = `the statement that allows ${operation}`;
    return (
      <>
        To allow it: <CopyButton text={allowStatement(operation)} what={what} />
      </>
    );
  }
  if (action === null) return null;
  return (
    <>
      What helps: <CopyButton text={action} what={`what to do about ${operation}`} />
    </>
  );
}

/** What helps, and the text to hand over: for a denied call the very statement that allows it. */
export function Remedy({ group }: { readonly group: UnreadGroup }) {
  const { operation, outcome, action } = group;
  if (outcome === 'denied') {
    return (
      <>
        {action ?? `Allow ${operation}`}{' '}
        <CopyButton text={allowStatement(operation)} what={`the statement that allows ${operation}`} />
      </>
    );
  }
  if (action === null) return <>—</>;
  return (
    <>
      {action} <CopyButton text={action} what={`what to do about ${operation}`} />
    </>
  );
}
