import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type FormEvent, useRef } from 'react';
import { usePlaces } from '../components/places.ts';
import { useRoute } from './navigation.ts';
import classes from './title-bar.module.css';

/** Enter goes to the keys that hold the text; on Keys the other clauses stay. */
export function SearchField() {
  const route = useRoute();
  const { go } = usePlaces();
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  const keys = route.view === 'keys' ? route : null;
  const text = keys?.filter.text ?? '';

  function search(event: FormEvent) {
    event.preventDefault();
    const { text: _old, ...others } = keys?.filter ?? {};
    const wanted = input.current?.value.trim() ?? '';
    go({
      view: 'keys',
      filter: wanted === '' ? others : { ...others, text: wanted },
      sort: keys?.sort ?? [],
    });
  }

  return (
    <form onSubmit={search}>
      <search>
        <TextInput
          key={text}
          ref={input}
          type="search"
          className={classes.search ?? ''}
          aria-label="Search keys"
          placeholder="Search keys"
          defaultValue={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          rightSection={<kbd className={classes.kbd}>/</kbd>}
          rightSectionPointerEvents="none"
        />
      </search>
    </form>
  );
}
