import { styleText } from 'node:util';

/** Where a command writes: results to `out`, everything about them to `err`. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly style: Style;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** Aborted when the user wants the command to end. */
  readonly interrupted: AbortSignal;
};

export type Tone = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';
export type Style = (tone: Tone, text: string) => string;

/** Colours only where a person looks: `styleText` heeds the stream, NO_COLOR and FORCE_COLOR. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  return (tone, text) => styleText(tone, text, { stream });
}

export const plainStyle: Style = (_tone, text) => text;
