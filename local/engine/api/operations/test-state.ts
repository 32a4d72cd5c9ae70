import { operation } from '../operation.ts';

const DATA = { kind: 'string', maxLength: 262_144 } as const;
const COUNT = { kind: 'integer', min: 0 } as const;

export const testStateOperations = {
  TestState: operation({
    members: {
      definition: { kind: 'string', required: true, minLength: 1, maxLength: 1_048_576 },
      roleArn: { kind: 'string', minLength: 1, maxLength: 256 },
      input: DATA,
      inspectionLevel: { kind: 'string', oneOf: ['INFO', 'DEBUG', 'TRACE'] },
      revealSecrets: { kind: 'boolean' },
      variables: DATA,
      stateName: { kind: 'string', minLength: 1, maxLength: 80 },
      mock: {
        kind: 'structure',
        shape: 'MockInput',
        members: {
          result: DATA,
          errorOutput: {
            kind: 'structure',
            shape: 'MockErrorOutput',
            members: {
              error: { kind: 'string', maxLength: 256 },
              cause: { kind: 'string', maxLength: 32_768 },
            },
          },
          fieldValidationMode: { kind: 'string', oneOf: ['STRICT', 'PRESENT', 'NONE'] },
        },
      },
      context: DATA,
      stateConfiguration: {
        kind: 'structure',
        shape: 'TestStateConfiguration',
        members: {
          retrierRetryCount: COUNT,
          errorCausedByState: { kind: 'string', minLength: 1, maxLength: 80 },
          mapIterationFailureCount: COUNT,
          mapItemReaderData: DATA,
        },
      },
    },
    async answer({ tester }, { inspectionLevel = 'INFO', ...request }, hungUp) {
      const { inspectionData, ...result } = await tester.test(request, hungUp);
      if (inspectionLevel === 'INFO') return result;
      const { request: sent, response, ...data } = inspectionData;
      return { ...result, inspectionData: inspectionLevel === 'TRACE' ? inspectionData : data };
    },
  }),
};
