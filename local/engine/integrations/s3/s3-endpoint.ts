import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ObjectFolder } from './object-folder.ts';

export function s3Handler(_folder: ObjectFolder) {
  return (_request: IncomingMessage, _response: ServerResponse): Promise<boolean> => Promise.resolve(false);
}
