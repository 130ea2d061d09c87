import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { Problem } from '../components/states.tsx';
import classes from './app.module.css';

interface FailureBoundaryProps {
  readonly children: ReactNode;
}

interface FailureBoundaryState {
  readonly error: unknown;
}

/** A view that breaks says so in its own place; rail and title bar stay. Give it a key for each place. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): FailureBoundaryState {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={classes.page}>
        <Problem
          title="This view broke"
          action={<Button onClick={() => this.setState({ error: null })}>Show it again</Button>}
        >
          The snapshot is not touched by it. {problemOf(error).detail}
        </Problem>
      </div>
    );
  }
}
