import type { LogRecord, ReadLimits } from './record-log.ts';

/** The first records that are within the limits; the first one whatever its size. */
export function limitRecords(records: Iterable<LogRecord>, { maxRecords, maxBytes }: ReadLimits): LogRecord[] {
  const taken: LogRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    bytes += recordBytes(record);
    if (taken.length > 0 && bytes > maxBytes) break;
    taken.push(record);
    if (taken.length >= maxRecords) break;
  }
  return taken;
}

export function recordBytes({ key, value, headers }: Pick<LogRecord, 'key' | 'value' | 'headers'>): number {
  const inHeaders = headers.reduce((sum, [name, bytes]) => sum + Buffer.byteLength(name) + bytes.length, 0);
  return (key?.length ?? 0) + (value?.length ?? 0) + inHeaders;
}
