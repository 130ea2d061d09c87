/** The SDK announces at every start which Node it will want next year; whoever runs a schedule has no use for it. */
const QUIET = 'NodeVersionSupportWarning';

/** Keeps that one warning off the terminal and lets every other through, as Node prints it. */
export function quietSdkWarning(): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!`${warning.name} ${warning.message}`.includes(QUIET))
      console.error(`${warning.name}: ${warning.message}`);
  });
}
