import { UnstyledButton } from '@mantine/core';
import { type Answers, QUESTIONS, type Question } from '../../../shared/advisor/questions.ts';
import { Choice } from '../../components/choice.tsx';
import { usePlaces } from '../../components/places.ts';
import type from '../../theme/type.module.css';
import classes from './guide.module.css';

interface QuestionsProps {
  readonly answers: Answers;
  /** What the address says. */
  readonly given: Partial<Answers>;
}

/** What is needed. Every answer is in the address, so that it can be sent on. */
export function Questions({ answers, given }: QuestionsProps) {
  const { go } = usePlaces();
  const answer = (id: string, option: string) =>
    go({ view: 'guide', answers: { ...given, [id]: option } as Partial<Answers> }, 'replace');
  const questions: readonly Question[] = QUESTIONS;
  return (
    <section className={classes.questions} aria-label="What is needed">
      <div className={classes.head}>
        <h2 className={type.title}>What is the key for?</h2>
        {Object.keys(given).length === 0 ? null : (
          <UnstyledButton
            className={classes.again}
            onClick={() => go({ view: 'guide', answers: {} }, 'replace')}
          >
            Start over
          </UnstyledButton>
        )}
      </div>
      <p className={type.caption}>The answer follows each question at once</p>
      {questions.map(({ id, text, options }) => (
        <Choice
          key={id}
          layout="row"
          label={text}
          options={options}
          value={(answers as Readonly<Record<string, string>>)[id] ?? ''}
          onChange={(option) => answer(id, option)}
        />
      ))}
    </section>
  );
}
