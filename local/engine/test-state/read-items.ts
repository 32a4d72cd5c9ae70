import type { MapState } from '../definition/index.ts';
import { isJsonObject, type Json, parseJson, writeJson } from '../expressions/index.ts';
import type { JsonText, MapItems } from '../machine/index.ts';
import { testRefusal } from './errors.ts';

type ItemReader = NonNullable<NonNullable<MapState['distribution']>['reader']>;

/** Items as they were read, and the text of what the reader's ItemsPointer points at. */
export type ReadItems = { readonly items: MapItems; readonly pointed: JsonText | null };

const NO_ITEMS: ReadItems = { items: { values: [], keys: null }, pointed: null };

/**
 * The items in what a Map's ItemReader is said to have read; null for a Map that has none. Of formats that are no JSON
 * nothing is shown but the result, so that their items are not looked for.
 */
export function itemsReadBy(reader: ItemReader | null, data: string | undefined): ReadItems | null {
  if (reader === null) return null;
  if (data === undefined) return NO_ITEMS;
  const { inputType, itemsPointer } = reader;
  switch (inputType) {
    case null:
    case 'JSON': {
      const found = pointedAt(parsed(data), itemsPointer);
      return { items: itemsIn(found), pointed: itemsPointer === null || found === undefined ? null : writeJson(found) };
    }
    case 'JSONL':
      return { items: { values: data.split('\n').filter((line) => line.trim() !== ''), keys: null }, pointed: null };
    default:
      return NO_ITEMS;
  }
}

function itemsIn(value: Json | undefined): MapItems {
  if (Array.isArray(value)) return { values: value.map(writeJson), keys: null };
  if (!isJsonObject(value)) throw testRefusal.unreadableItems();
  return { values: Object.values(value).map(writeJson), keys: Object.keys(value) };
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointedAt(value: Json, pointer: string | null): Json | undefined {
  let place: Json | undefined = value;
  for (const token of (pointer ?? '').split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(place)) place = place[Number(name)];
    else place = isJsonObject(place) && Object.hasOwn(place, name) ? place[name] : undefined;
  }
  return place;
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw testRefusal.unreadableItems();
  }
}
