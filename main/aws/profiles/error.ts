/** The shared AWS configuration does not allow what was asked. Quotes paths and names, never a value from a file. */
export class AwsConfigError extends Error {
  override readonly name = 'AwsConfigError';
  /** The file that is at fault. */
  readonly path: string;
  readonly action: string;

  constructor(path: string, message: string, action: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
    this.action = action;
  }
}
