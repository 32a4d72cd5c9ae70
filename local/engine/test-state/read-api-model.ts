import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ApiModel, FindApiModel } from './api-model.ts';

const FOLDER = join(import.meta.dirname, 'api-models');
const NAME = /^[a-z0-9]+$/;

/** Reads each model when it is first asked for. */
export function apiModels(): FindApiModel {
  const known = new Map<string, ApiModel | null>();
  return (service) => {
    const model = known.get(service) ?? read(service);
    known.set(service, model);
    return model;
  };
}

function read(service: string): ApiModel | null {
  const file = join(FOLDER, `${service}.json.gz`);
  if (!NAME.test(service) || !existsSync(file)) return null;
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as ApiModel;
}
