import { isJsonObject, type Json, type JsonObject, toNumber } from '../expressions/index.ts';
import type { Place, Report } from './diagnostic.ts';

export type Bounds = { readonly min: number; readonly max?: number; readonly integer?: boolean };

/** Reads the members of one JSON object and reports, at their place, those that are missing or misshapen. */
export class Fields {
  readonly place: Place;
  readonly object: JsonObject;
  readonly report: Report;

  constructor(place: Place, object: JsonObject, report: Report) {
    this.place = place;
    this.object = object;
    this.report = report;
  }

  /** Null, and a report, where the value is no object. */
  static of(place: Place, value: Json | undefined, report: Report): Fields | null {
    if (isJsonObject(value)) {
      return new Fields(place, value, report);
    }
    report(place, 'Expected value of type Object');
    return null;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  /** The same object but for one member. */
  without(name: string): Fields {
    const { [name]: _, ...others } = this.object;
    return new Fields(this.place, others, this.report);
  }

  get(name: string): Json | undefined {
    return this.has(name) ? this.object[name] : undefined;
  }

  at(name: string): Place {
    return [...this.place, name];
  }

  wrong(name: string, message: string): void {
    this.report(this.at(name), message);
  }

  require(...names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length > 0) {
      this.report(this.place, `These fields are required: [${missing.join(', ')}]`);
    }
  }

  /** A member of a template, where `k.$` counts as `k`. */
  demand(name: string): void {
    if (!this.has(name) && !this.has(`${name}.$`)) {
      this.report(this.place, `The field '${name}' is required but was missing`);
    }
  }

  /** Of fields that exclude each other; `needed` where one must be there. */
  requireOne(names: readonly string[], needed: boolean): void {
    const { length } = names.filter((name) => this.has(name));
    if (length > 1) {
      this.report(this.place, `There should only be one of the following fields: [${names.join(', ')}]`);
    } else if (needed && length === 0) {
      this.report(this.place, `This object should have only one of the following fields: [${names.join(', ')}]`);
    }
  }

  /** At least one of them. */
  requireSome(...names: readonly string[]): void {
    if (!names.some((name) => this.has(name))) {
      this.report(this.place, `One of these fields is required: [${names.join(', ')}]`);
    }
  }

  allowOnly(known: ReadonlySet<string>): void {
    for (const name of Object.keys(this.object)) {
      if (!known.has(name)) {
        this.refuse(name);
      }
    }
  }

  /** AWS's place of a field that should not be there is the object around it. */
  refuse(name: string, message = `Field '${name}' is not supported`): void {
    this.report(this.place, message, undefined, name);
  }

  string(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    this.wrong(name, 'Expected value of type String');
    return undefined;
  }

  /** One of the named values. */
  oneOf<const Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.string(name);
    const value = values.find((known) => known === text);
    if (text !== undefined && value === undefined) {
      this.wrong(name, `Value should be one of the following: [${values.join(', ')}]`);
    }
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') {
      return value;
    }
    this.wrong(name, 'Expected value of type Boolean');
    return undefined;
  }

  number(name: string, { min, max = Number.MAX_SAFE_INTEGER, integer = true }: Bounds): number | undefined {
    if (!this.has(name)) {
      return undefined;
    }
    const value = toNumber(this.get(name));
    if (value === undefined || (integer && !Number.isInteger(value))) {
      this.wrong(name, `Expected value of type ${integer ? 'Integer' : 'Number'}`);
      return undefined;
    }
    if (value < min || value > max) {
      this.wrong(name, value < min ? `Minimum value is ${min}` : `Maximum value is ${max}`);
    }
    return value;
  }

  list(name: string): readonly Json[] | undefined {
    const value = this.get(name);
    if (value === undefined || Array.isArray(value)) {
      return value;
    }
    this.wrong(name, 'Expected value of type Array');
    return undefined;
  }

  nonEmptyList(name: string): readonly Json[] {
    const list = this.list(name);
    if (list?.length === 0) {
      this.wrong(name, 'Value cannot be empty');
    }
    return list ?? [];
  }

  /** The objects of a list; what is none is reported and left out. */
  objects(name: string, list = this.list(name) ?? []): readonly Fields[] {
    const items = list.map((item, index) => Fields.of([...this.at(name), index], item, this.report));
    return items.filter((item) => item !== null);
  }

  child(name: string): Fields | null {
    return this.has(name) ? Fields.of(this.at(name), this.get(name), this.report) : null;
  }
}
