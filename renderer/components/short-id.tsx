import classes from './short-id.module.css';
import { shorten } from './shorten.ts';

/** An id in mono, shortened in the middle; whole on hover and to those who hear the page. */
export function ShortId({ id, keep }: { readonly id: string; readonly keep?: number }) {
  return (
    <span className={classes.id} title={id}>
      {shorten(id, keep)}
    </span>
  );
}
