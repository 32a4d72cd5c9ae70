#!/usr/bin/env node
// Runs on any Node, so that an old one is told apart from a broken Baton: everything else is TypeScript, which only a
// recent Node runs as it stands.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

const NEEDED = [24, 6];
const WRONG_USE = 2;

if (isRecent(process.versions.node)) {
  // The engine's own setting, made before anything is compiled: a cache that was filled under other flags is not read.
  v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  module.enableCompileCache();
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  runWithPinnedNode();
}

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** The runtime comes along as an optional dependency: npm's scripts and npx find it first, others come by here. */
function runWithPinnedNode() {
  const node = findPinnedNode(dirname(fileURLToPath(import.meta.url)));
  if (node === null) {
    console.error(`baton: needs Node ${NEEDED.join('.')} or newer, this is ${process.versions.node}.`);
    console.error('Install a newer Node, or run `npm ci` so that npm fetches the one that Baton brings along.');
    process.exitCode = WRONG_USE;
    return;
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.removeAllListeners();
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}

function findPinnedNode(folder) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidate = join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return parent === folder ? null : findPinnedNode(parent);
}
