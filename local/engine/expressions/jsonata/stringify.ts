import { JsonataError } from './errors.ts';
import { isFunction } from './function-value.ts';
import { type Run, STEPS_PER_COPY } from './run.ts';
import { isNumeric, isObject, type Sequence, setMember, type Value, type ValueObject } from './values.ts';

/** `$string`: text as it is, numbers to 15 digits, functions as empty text, all else as JSON. */
export function stringify(value: Value, pretty: boolean, run: Run): string | undefined {
  if (value === undefined || typeof value === 'string') {
    return value;
  }
  if (isFunction(value)) {
    return '';
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new JsonataError('D3001', { value: String(value) });
  }
  const input = Array.isArray(value) && (value as Sequence).wrapper ? value[0] : value;
  const text = JSON.stringify(toPrintable(input, run), null, pretty ? 2 : 0);
  run.chargeCharacters(text.length);
  return text;
}

function toPrintable(value: Value, run: Run): unknown {
  run.step(STEPS_PER_COPY);
  if (typeof value === 'number') {
    return isNumeric(value) && !Number.isInteger(value) ? Number(value.toPrecision(15)) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => toPrintable(item, run));
  }
  if (isObject(value)) {
    const printable: ValueObject = {};
    for (const [name, member] of Object.entries(value)) {
      setMember(printable, name, toPrintable(member, run) as Value);
    }
    return printable;
  }
  return isFunction(value) ? '' : value;
}

/** A deep copy as JSON has it. */
export function clone(value: Value, run: Run): Value {
  const text = stringify(value, false, run);
  return text === undefined ? undefined : (JSON.parse(text) as Value);
}
