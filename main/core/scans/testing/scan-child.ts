import { openCore } from '../../open-core.ts';
import { quietSdkWarning } from '../../quiet.ts';

quietSdkWarning();

/** One scan by the real core in a process of its own: `<dataDir> <profiles as JSON> <scan | resume>`. */
async function run([dataDir = '', profiles = '[]', task = 'scan']: readonly string[]): Promise<void> {
  const core = await openCore({ dataDir, env: process.env, version: 'test' });
  console.log('go');
  const { jobId } =
    task === 'resume'
      ? await core.scans.resume('latest')
      : core.scans.start({
          source: { kind: 'profiles', profiles: JSON.parse(profiles) },
          quotaShare: 1,
          fresh: true,
        });
  for await (const event of core.scans.watch(jobId))
    if (event.type === 'failed') console.error(event.failure);
  await core.close();
}

void run(process.argv.slice(2));
