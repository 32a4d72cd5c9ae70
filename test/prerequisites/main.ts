import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { missingPrerequisites } from './prerequisites.ts';

/** Runs before the tests that want a real Kafka, so that a machine without one learns it in the first second. */
const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
const missing = missingPrerequisites({
  brokers: process.env.KAFKA_BROKERS,
  javaVersionText: java.error === undefined ? java.stderr : null,
  hasMaven: isOnPath('mvn'),
});
if (missing.length > 0) {
  console.error(['The tests against a real Kafka cannot run here.', ...missing].join('\n  '));
  console.error('`npm run test:unit` needs Node alone.');
  process.exitCode = 1;
}

/** Looking is enough, and asking Maven for its version would take most of the second. */
function isOnPath(command: string): boolean {
  const names = process.platform === 'win32' ? [`${command}.cmd`, `${command}.exe`] : [command];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
