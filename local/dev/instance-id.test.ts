import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { instanceId } from './instance-id.ts';

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'baton-instance-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('instance id - stays with a data directory, wherever that is moved, and no other has it', () => {
  const [one, other, moved] = [directory(), directory(), directory()];
  const id = instanceId(one);
  expect(instanceId(one)).toBe(id);
  expect(instanceId(other)).not.toBe(id);
  cpSync(one, moved, { recursive: true });
  expect(instanceId(moved)).toBe(id);
});

test('instance id - one that was not written to its end is made anew', () => {
  const data = directory();
  writeFileSync(join(data, 'instance-id'), '');
  expect(instanceId(data)).toMatch(/^baton-[0-9a-f-]{36}$/);
});
