import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';

/** Real pictures have tens of characters; what reads them may take time by the square of their length. */
export const MAX_PICTURE_CHARACTERS = 1000;
const STEPS_PER_PICTURE = 60;
const STEPS_PER_PICTURE_CHARACTER = 4;

/** Called before a number or date is written by a picture, or a text is read by one. Signatures let nothing pass as text. */
export function chargePicture(run: Run, picture: string | undefined, text = ''): void {
  if (picture === undefined) {
    throw new JsonataError('T0410', { index: 2 });
  }
  if (picture.length > MAX_PICTURE_CHARACTERS) {
    throw new JsonataError('memory');
  }
  run.step(STEPS_PER_PICTURE + picture.length * STEPS_PER_PICTURE_CHARACTER + text.length);
}
