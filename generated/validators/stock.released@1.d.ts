// Made by `baton generate`. Do not edit. From schemas/stock.released/1.schema.json.
import type { Check } from '../runtime.ts';

export declare const open: Check;
export declare const closed: Check;
