/** Function signatures such as `<s-(sf)n?:s>`: which arguments fit, what the context fills in, what becomes an array. */
import { JsonataError } from './errors.ts';
import { isFunction } from './function-value.ts';
import type { Value } from './values.ts';

type Parameter = {
  /** One letter per accepted type, `m` for a missing value, as the alternatives of a character class. */
  readonly accepts: string;
  readonly quantifier: '' | '?' | '+';
  readonly fromContext: boolean;
  readonly isArray: boolean;
  readonly itemType: string | undefined;
};

const ACCEPTS: Readonly<Record<string, string>> = {
  s: 'sm',
  n: 'nm',
  b: 'bm',
  l: 'lm',
  o: 'om',
  a: 'asnblfom',
  f: 'f',
  j: 'asnblom',
  x: 'asnblfom',
};

/** A choice of types, a type, a modifier, a type parameter, or the colon before the type of the result. */
const PART = /\(([^)]*)\)|([snblojxaf])|([-?+])|<([^<>]*(?:<[^>]*>)?[^<>]*)>|:/g;

const PLURALS: Readonly<Record<string, string>> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'strings',
};

export class Signature {
  private readonly parameters: readonly Parameter[];
  private readonly pattern: RegExp;

  constructor(definition: string) {
    this.parameters = parseParameters(definition);
    this.pattern = new RegExp(`^${this.parameters.map((parameter) => `(${toPattern(parameter)})`).join('')}$`);
  }

  /** The arguments as the function wants them; throws T0410, T0411 or T0412. */
  validate(args: readonly Value[], context: Value): readonly Value[] {
    const types = args.map(typeLetter).join('');
    if (this.fitsOneByOne(types)) {
      return args;
    }
    const match = this.pattern.exec(types);
    if (match === null) {
      throw this.mismatch(args, types);
    }
    const validated: Value[] = [];
    let next = 0;
    for (const [index, parameter] of this.parameters.entries()) {
      const matched = match[index + 1] ?? '';
      if (matched === '' && parameter.fromContext) {
        validated.push(acceptContext(parameter, context, next));
      } else if (matched === '') {
        validated.push(args[next]);
        next += 1;
      }
      for (const type of matched) {
        validated.push(parameter.isArray ? toArray(parameter, args[next], type, next) : args[next]);
        next += 1;
      }
    }
    return validated;
  }

  /** Most calls: an argument for each parameter, none to be made an array of or to be checked inside. */
  private fitsOneByOne(types: string): boolean {
    return (
      types.length === this.parameters.length &&
      this.parameters.every(
        ({ accepts, isArray, itemType }, index) =>
          accepts.includes(types.charAt(index)) && (!isArray || (types[index] === 'a' && itemType === undefined)),
      )
    );
  }

  private mismatch(args: readonly Value[], types: string): JsonataError {
    let pattern = '^';
    let fitting = 0;
    for (const parameter of this.parameters) {
      pattern += toPattern(parameter);
      const match = types.match(pattern);
      if (match === null) {
        break;
      }
      fitting = match[0].length;
    }
    return new JsonataError('T0410', { value: args[fitting], index: fitting + 1 });
  }
}

function toPattern(parameter: Parameter): string {
  return `[${parameter.accepts}]${parameter.fromContext ? '?' : ''}${parameter.quantifier}`;
}

function parseParameters(definition: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (const [token, choice, letter, modifier, itemType] of definition.slice(1).matchAll(PART)) {
    if (token === ':') {
      break;
    }
    const previous = parameters.at(-1);
    if (choice !== undefined || letter !== undefined) {
      const accepts = choice === undefined ? (ACCEPTS[letter ?? ''] ?? 'm') : `${choice}m`;
      parameters.push({ accepts, quantifier: '', fromContext: false, isArray: letter === 'a', itemType: undefined });
    } else if (previous !== undefined) {
      parameters[parameters.length - 1] = { ...previous, ...qualify(modifier, itemType) };
    }
  }
  return parameters;
}

function qualify(modifier: string | undefined, itemType: string | undefined): Partial<Parameter> {
  switch (modifier) {
    case '-':
      return { fromContext: true };
    case '?':
    case '+':
      return { quantifier: modifier };
    default:
      return { itemType };
  }
}

function typeLetter(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'object':
      return objectLetter(value);
    default:
      return 'm';
  }
}

function objectLetter(value: Value): string {
  if (value === null) {
    return 'l';
  }
  if (Array.isArray(value)) {
    return 'a';
  }
  return isFunction(value) ? 'f' : 'o';
}

function acceptContext(parameter: Parameter, context: Value, index: number): Value {
  if (!parameter.accepts.includes(typeLetter(context))) {
    throw new JsonataError('T0411', { value: context, index: index + 1 });
  }
  return context;
}

function toArray(parameter: Parameter, value: Value, type: string, index: number): Value {
  if (type === 'm') {
    return undefined;
  }
  const items = Array.isArray(value) ? value : [value];
  const wanted = parameter.itemType;
  const fits = wanted === undefined || (type === 'a' ? allOfType(items, wanted.charAt(0)) : type === wanted);
  if (!fits) {
    throw new JsonataError('T0412', { value, index: index + 1, type: PLURALS[wanted] });
  }
  return items;
}

function allOfType(items: readonly Value[], type: string): boolean {
  return items.every((item) => typeLetter(item) === type);
}
