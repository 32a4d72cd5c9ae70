export { apiHandler } from './handler.ts';
export type { RecordView } from './record-view.ts';
