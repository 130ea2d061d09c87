/** The settings file cannot be used as it is. It is left as it was found. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly path: string;
  /** What helps, ready to be shown. */
  readonly action: string;

  constructor(path: string, message: string, action: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
    this.action = action;
  }
}
