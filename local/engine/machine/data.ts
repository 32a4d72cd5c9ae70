import { type Json, parseJson, writeJson } from '../expressions/index.ts';
import type { JsonText } from './protocol.ts';

/** A JSON document that is parsed only where its value is needed, and written only where its text is. */
export class Data {
  #text: JsonText | undefined;
  #value: Json | undefined;

  private constructor(text: JsonText | undefined, value: Json | undefined) {
    this.#text = text;
    this.#value = value;
  }

  static ofText(text: JsonText): Data {
    return new Data(text, undefined);
  }

  static ofValue(value: Json): Data {
    return new Data(undefined, value);
  }

  get text(): JsonText {
    this.#text ??= writeJson(this.#value as Json);
    return this.#text;
  }

  get value(): Json {
    if (this.#value === undefined) {
      this.#value = parseJson(this.text);
    }
    return this.#value;
  }
}
