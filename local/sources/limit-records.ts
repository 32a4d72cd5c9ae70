import { recordBytes } from '../../shared/records/index.ts';
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
