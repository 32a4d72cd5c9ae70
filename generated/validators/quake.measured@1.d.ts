// Made by `baton generate`. Do not edit. From schemas/quake.measured/1.avsc.
import type { Check } from '../runtime.ts';

export declare const open: Check;
export declare const closed: Check;
