import type { KafkaLogOptions } from './kafka/kafka-log.ts';
import type { RecordLog } from './record-log.ts';

export type { DataDirectoryLock } from './embedded-log/data-directory-lock.ts';
export { lockDataDirectory } from './embedded-log/data-directory-lock.ts';
export type { EmbeddedLog, EmbeddedLogOptions } from './embedded-log/embedded-log.ts';
export { openEmbeddedLog } from './embedded-log/embedded-log.ts';
export * from './errors.ts';
export type { BatchPlan, MappingProfile } from './mapping/decide.ts';
export { ON_DEMAND, PROVISIONED } from './mapping/decide.ts';
export type { Mapping, MappingOptions, PartitionStatus } from './mapping/mapping.ts';
export { startMapping } from './mapping/mapping.ts';
export type { EventSource } from './mapping/msk-event.ts';
export type { BatchPlans, Clock, InvokeFunction } from './mapping/ports.ts';
export { systemClock } from './mapping/system-clock.ts';
export type { Notice, Notices } from './notices.ts';
export type * from './record-log.ts';
export type { KafkaLogOptions };

/** Loads the Kafka client only where a real cluster is used: it costs a fifth of a second at start. */
export async function openKafkaLog(options: KafkaLogOptions): Promise<RecordLog> {
  const { KafkaLog } = await import('./kafka/kafka-log.ts');
  return new KafkaLog(options);
}
