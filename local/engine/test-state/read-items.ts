import type { MapState } from '../definition/index.ts';
import { isJsonObject, type Json, parseJson, writeJson } from '../expressions/index.ts';
import type { MapItems } from '../machine/index.ts';
import { testRefusal } from './errors.ts';

type ItemReader = NonNullable<NonNullable<MapState['distribution']>['reader']>;

const NO_ITEMS: MapItems = { values: [], keys: null };

/**
 * The items in what a Map's ItemReader is said to have read; null for a Map that has none. Of formats that are no JSON
 * nothing is shown but the result, so that their items are not looked for.
 */
export function itemsReadBy(reader: ItemReader | null, data: string | undefined): MapItems | null {
  if (reader === null) return null;
  if (data === undefined) return NO_ITEMS;
  switch (reader.inputType) {
    case null:
    case 'JSON':
      return itemsIn(pointedAt(parsed(data), reader.itemsPointer));
    case 'JSONL':
      return { values: data.split('\n').filter((line) => line.trim() !== ''), keys: null };
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
