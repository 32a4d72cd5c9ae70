import { expect, test } from 'vitest';
import { type ArrayFormat, formEncoded } from './form-encoding.ts';

const LIST = { array: ['a', 'b'] };

test.each<[ArrayFormat, string]>([
  ['INDICES', 'array[0]=a&array[1]=b'],
  ['BRACKETS', 'array[]=a&array[]=b'],
  ['REPEAT', 'array=a&array=b'],
  ['COMMAS', 'array=a,b'],
])('form encoding - a list in the format %s', (format, form) => {
  expect(formEncoded(LIST, format)).toBe(form);
});

test('form encoding - objects within objects are named by their way', () => {
  const order = { id: 7, by: { 'first name': 'Zoë & Co' }, lines: [{ sku: 'x' }, { sku: null }], paid: true };
  expect(formEncoded(order, 'INDICES')).toBe(
    'id=7&by[first+name]=Zo%C3%AB+%26+Co&lines[0][sku]=x&lines[1][sku]=&paid=true',
  );
});

test('form encoding - nothing but an object has fields', () => {
  expect(formEncoded([1], 'INDICES')).toBe('');
});
