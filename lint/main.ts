import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { checkBoundaries, renderFinding } from './boundaries.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { parseSourceFile } from './source-file.ts';

const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(path));

const findings = checkBoundaries(
  paths.map((path) => parseSourceFile(path, readFileSync(path, 'utf8'))),
  EXCEPTIONS,
);
for (const finding of findings) console.error(renderFinding(finding));
console.log(`Boundaries: ${paths.length} files, ${findings.length} findings.`);
process.exitCode = findings.length === 0 ? 0 : 1;
