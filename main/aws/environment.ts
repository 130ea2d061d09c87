/** The process's environment, handed in by whoever opens a room. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What time it is. */
export type Now = () => Date;
