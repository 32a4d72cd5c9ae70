import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Prints the file of each module that is loaded, once all are. */
const TELL_LOADED = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on('exit', () => console.log(JSON.stringify(loaded.filter((url) => url.startsWith('file:')))));
`;

test('command line - loads nothing but itself before a command runs', () => {
  const main = new URL('main.ts', import.meta.url).href;
  const hook = `data:text/javascript,${encodeURIComponent(TELL_LOADED)}`;
  const printed = execFileSync(process.execPath, ['--import', hook, '--eval', `import(${JSON.stringify(main)})`]);
  const loaded = JSON.parse(printed.toString()) as readonly string[];
  const own = new URL('.', import.meta.url).href;
  expect(loaded).toContain(main);
  expect(loaded.filter((url) => !url.startsWith(own))).toEqual([]);
});
