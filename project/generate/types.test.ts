import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../read-project.ts';
import { sampleProject } from '../sample-project.ts';
import { generatedFiles } from './generated-files.ts';
import { typeErrors } from './type-errors.fixture.ts';
import { writeGenerated } from './write-generated.ts';

const RUNTIME = await readFile(new URL('runtime.ts', import.meta.url), 'utf8');

const PAYMENT = {
  type: 'record',
  name: 'Payment',
  fields: [
    { name: 'amount', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'day', type: { type: 'int', logicalType: 'date' } },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['OPEN', 'SETTLED'] } },
    {
      name: 'by',
      type: [
        'null',
        { type: 'record', name: 'Card', fields: [{ name: 'number', type: 'string' }] },
        { type: 'record', name: 'Bank', fields: [{ name: 'iban', type: 'string' }] },
      ],
    },
    { name: 'refundOf', type: ['null', 'Payment'] },
  ],
};
const SHAPE = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'radius'],
      properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
    },
    { type: 'object', required: ['kind', 'side'], properties: { kind: { const: 'square' }, side: { type: 'number' } } },
  ],
};
const DRAWING = {
  type: 'object',
  required: ['shapes'],
  properties: { shapes: { type: 'array', items: { $ref: 'baton:shape@1' } }, title: { type: 'string' } },
};

async function compile(use: string): Promise<string> {
  await using project = await sampleProject({
    'schemas/payment/subject.yaml': 'owner: a-team\n',
    'schemas/payment/1.avsc': JSON.stringify(PAYMENT),
    'schemas/shape/subject.yaml': 'owner: a-team\n',
    'schemas/shape/1.schema.json': JSON.stringify(SHAPE),
    'schemas/drawing/subject.yaml': 'owner: a-team\n',
    'schemas/drawing/1.schema.json': JSON.stringify(DRAWING),
    'use.ts': `import './generated/contracts.ts';\n${use}`,
  });
  await writeGenerated(join(project.root, 'generated'), generatedFiles(await readProject(project.root), RUNTIME));
  return await typeErrors(project, 'use.ts');
}

test('types - unions narrow, what is wrong does not compile, and texts of other formats are not taken', async () => {
  const said = await compile(`
import type { Payment } from './generated/contracts/payment@1.ts';
import type { Shape } from './generated/contracts/shape@1.ts';
import type { Drawing } from './generated/contracts/drawing@1.ts';

export function area(shape: Shape): number {
  // @ts-expect-error Only of a circle.
  void shape.radius;
  return shape.kind === 'circle' ? Math.PI * shape.radius ** 2 : shape.side ** 2;
}

export const areas = ({ shapes }: Drawing): readonly number[] => shapes.map(area);

export function payer({ by }: Payment): string | null {
  if (by === null) return null;
  // @ts-expect-error Only of a card.
  void by.Card;
  return 'Card' in by ? by.Card.number : by.Bank.iban;
}

export const isOpen = ({ state }: Payment): boolean => {
  // @ts-expect-error No symbol.
  if (state === 'CLOSED') return false;
  return state === 'OPEN';
};

const payment: Payment = {
  amount: '12.50', at: '2026-11-21T10:15:30Z', day: '2026-11-21', state: 'OPEN', by: { Card: { number: '1' } }, refundOf: null,
};
export const refund: Payment = { ...payment, refundOf: payment };
// @ts-expect-error An instant is no decimal.
export const confused: Payment = { ...payment, amount: payment.at };
// @ts-expect-error Values are not changed.
payment.state = 'SETTLED';
// @ts-expect-error A drawing has shapes.
export const drawing: Drawing = { title: 'None' };
`);
  expect(said).toBe('');
});

test('types - a wrong use is told', async () => {
  const said = await compile(`
import type { Shape } from './generated/contracts/shape@1.ts';
export const side = (shape: Shape): number => shape.side;
`);
  expect(said).toContain("Property 'side' does not exist");
});
