import { expect, test } from 'vitest';
import type { Json } from '../expressions/index.ts';
import type { ApiModel } from './api-model.ts';
import { faultIn, type ValidationMode } from './check-answer.ts';

const MODEL: ApiModel = {
  operations: { GetThing: 'Thing' },
  shapes: {
    Thing: {
      type: 'structure',
      members: {
        Name: 'Name',
        Size: 'Size',
        Kind: 'Kind',
        Body: 'Blob',
        At: 'Time',
        Parts: 'Parts',
        Tags: 'Tags',
        On: 'On',
        Any: 'Any',
      },
      required: ['Name'],
    },
    Part: { type: 'structure', members: { Id: 'Name' }, required: ['Id'] },
    Parts: { type: 'list', of: 'Part' },
    Tags: { type: 'map', of: 'Name' },
    Name: { type: 'string', max: 4 },
    Size: { type: 'long', min: 1, max: 9 },
    Kind: { type: 'string', enum: ['A', 'B'] },
    Blob: { type: 'blob', min: 1 },
    Time: { type: 'timestamp' },
    On: { type: 'boolean' },
    Any: { type: 'document' },
  },
};

const fault = (result: Json, mode: ValidationMode, parsed: readonly string[] = []) =>
  faultIn(result, MODEL, 'Thing', { mode, parsed });

const WHOLE = {
  Name: 'n',
  Size: 9,
  Kind: 'A',
  Body: 'AA==',
  At: '2026',
  Parts: [{ Id: 'i' }],
  Tags: { a: 'b' },
  On: true,
  Any: [null],
};

test('mocked answer - one that is as modelled may be, and may hold more', () => {
  expect(fault({ ...WHOLE, Unknown: 1 }, 'STRICT')).toBeNull();
});

test.each<[Json, string]>([
  [{}, "Required field 'Name' is missing"],
  [{ Name: 'n', Parts: [{ Id: 'i' }, {}] }, "Required field 'Id' is missing"],
])('mocked answer - STRICT alone asks for what is required: %j', (result, message) => {
  expect(fault(result, 'STRICT')).toBe(message);
  expect(fault(result, 'PRESENT')).toBeNull();
});

test.each<[Json, string]>([
  [{ Name: 1 }, "Field 'Name' must be a string"],
  [{ Name: 'much too long' }, "Field 'Name' exceeds the maximum length"],
  [{ Size: '1' }, "Field 'Size' must be a number"],
  [{ Size: true }, "Field 'Size' must be a number"],
  [{ Size: 0 }, "Field 'Size' is less than the minimum value"],
  [{ Size: 10 }, "Field 'Size' exceeds the maximum value"],
  [{ Kind: 'C' }, "Field 'Kind' is not an expected value"],
  [{ Body: '' }, "Field 'Body' is smaller than the minimum length"],
  [{ At: 1764103483 }, "Field 'At' must be a string"],
  [{ On: 'true' }, "Field 'On' must be a boolean"],
  [{ Parts: {} }, "Field 'Parts' must be an array"],
  [{ Parts: ['i'] }, "Field 'Parts' must be an object"],
  [{ Parts: [{ Id: 'i' }, { Id: [] }] }, "Field 'Id' must be a string"],
  [{ Tags: { a: 1 } }, "Field 'Tags' must be a string"],
])('mocked answer - what is there has to be as modelled: %j', (result, message) => {
  expect(fault(result, 'PRESENT')).toBe(message);
  expect(fault(result, 'NONE')).toBeNull();
});

test('mocked answer - members that Step Functions parses may be any JSON', () => {
  expect(fault({ Name: 'n', Body: { any: 'thing' } }, 'STRICT', ['Body'])).toBeNull();
});
