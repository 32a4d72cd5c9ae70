export { MockConfigError } from './errors.ts';
export { integrations } from './find-integration.ts';
export type { FunctionRunner } from './lambda/host-invoker.ts';
export { parseCallRange } from './mocks/call-range.ts';
export { parseMockConfig } from './mocks/mock-config.ts';
export {
  type MockedAnswer,
  type MockedCalls,
  type MockedMachines,
  type MockedStates,
  MockedTasks,
} from './mocks/mocked-tasks.ts';
export { ObjectFolder } from './s3/object-folder.ts';
export type { ObjectStore } from './s3/object-store.ts';
export { s3Handler } from './s3/s3-endpoint.ts';
