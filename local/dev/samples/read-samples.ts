import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { StartUpError } from '../errors.ts';
import type { Expected, SampleLine, SampleSet } from './sample-line.ts';

const SUFFIX = '.ndjson';
const EXPECTATIONS = ['started', 'duplicate', 'dead-letter'] as const;

/** All of a project's samples, by file. Throws `StartUpError` with the place of a line that is none. */
export async function readSamples(root: string): Promise<readonly SampleSet[]> {
  const folder = join(root, 'samples');
  const entries = await readdir(folder).catch(() => []);
  const files = entries.filter((name) => name.endsWith(SUFFIX)).sort();
  return Promise.all(files.map((name) => readSet(root, join(folder, name))));
}

async function readSet(root: string, path: string): Promise<SampleSet> {
  const file = relative(root, path);
  const text = await readFile(path, 'utf8');
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(line, at + 1, file)]));
  return { name: basename(path, SUFFIX), file, lines };
}

export function parseLine(text: string, line: number, file: string): SampleLine {
  const wrong = (what: string) => sampleError(file, line, what);
  const sample = parseObject(text, wrong);
  const { topic, key = null, headers = {} } = sample;
  if (typeof topic !== 'string') throw wrong('`topic` is missing');
  if (key !== null && typeof key !== 'string') throw wrong('`key` is no text');
  if (!isTexts(headers)) throw wrong('`headers` is no object of texts');
  return { line, topic, key, headers, body: bodyOf(sample, wrong), expected: expectedOf(sample, wrong) };
}

type Wrong = (what: string) => StartUpError;

function parseObject(text: string, wrong: Wrong): Record<string, unknown> {
  const value = parseJson(text, wrong);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong('this is no JSON object');
}

function parseJson(text: string, wrong: Wrong): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('this is no JSON');
  }
}

function bodyOf({ value, base64 }: Record<string, unknown>, wrong: Wrong): SampleLine['body'] {
  if ((value === undefined) === (base64 === undefined)) throw wrong('there must be either `value` or `base64`');
  if (base64 === undefined) return { value };
  if (typeof base64 === 'string') return { base64 };
  throw wrong('`base64` is no text');
}

function expectedOf({ expect, status = null, reason = null }: Record<string, unknown>, wrong: Wrong): Expected {
  const known = EXPECTATIONS.find((name) => name === expect);
  if (known === undefined) throw wrong(`\`expect\` is none of ${EXPECTATIONS.join(', ')}`);
  if (status !== null && typeof status !== 'string') throw wrong('`status` is no text');
  if (reason !== null && typeof reason !== 'string') throw wrong('`reason` is no text');
  return { expect: known, status, reason };
}

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');

const sampleError: (file: string, line: number, what: string) => StartUpError = (file, line, what) =>
  new StartUpError(`${file}:${line}: ${what}`, {
    code: 'BAD_SAMPLE',
    advice:
      'A line is {topic, key?, headers?, value | base64, expect: started | duplicate | dead-letter, status?, reason?}.',
  });
