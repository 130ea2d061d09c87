import { useEffect, useRef, useState } from 'react';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import type from '../../theme/type.module.css';
import { spokenProgress } from './words.ts';

const EVERY_MS = 5_000;

/** Says the progress to a screen reader, politely, at most every five seconds. */
export function Spoken({ progress }: { readonly progress: ScanProgress }) {
  const latest = useRef(progress);
  latest.current = progress;
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setSentence(spokenProgress(latest.current)), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="status" aria-live="polite" className={type.hidden}>
      {sentence}
    </p>
  );
}
