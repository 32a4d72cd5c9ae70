import { InvalidDefinitionError, parseDefinition } from '../../definition/index.ts';
import { type MachineSettings, settingsOf } from '../../runtime/index.ts';
import type { MachineRow, RevisionRow, Tags } from '../../store/index.ts';
import { validationException } from '../errors.ts';
import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';

const ARN = { kind: 'string', required: true, minLength: 1, maxLength: 256 } as const;
const DEFINITION = { kind: 'string', minLength: 1, maxLength: 1_048_576 } as const;
const ROLE = { kind: 'string', minLength: 1, maxLength: 256 } as const;
const TYPE = { kind: 'string', oneOf: ['STANDARD', 'EXPRESS'] } as const;
const STRUCTURE = { kind: 'structure' } as const;
const FLAG = { kind: 'boolean' } as const;

const MAX_DIAGNOSTICS = 100;

export const stateMachineOperations = {
  CreateStateMachine: operation({
    members: {
      name: { kind: 'string', required: true, minLength: 1, maxLength: 80 },
      definition: { ...DEFINITION, required: true },
      roleArn: { ...ROLE, required: true },
      type: TYPE,
      loggingConfiguration: STRUCTURE,
      tracingConfiguration: STRUCTURE,
      tags: { kind: 'list' },
      publish: FLAG,
    },
    answer({ machines }, { name, definition, roleArn, type = 'STANDARD', tags, publish, ...settings }) {
      refusePublishing(publish);
      const machine = machines.create({
        ...{ name, definition, roleArn, type },
        settings: toSettings(settings),
        ...(tags !== undefined && { tags: toTags(tags) }),
      });
      return { stateMachineArn: machine.arn, creationDate: seconds(machine.createdAt) };
    },
  }),

  UpdateStateMachine: operation({
    members: {
      stateMachineArn: ARN,
      definition: DEFINITION,
      roleArn: ROLE,
      loggingConfiguration: STRUCTURE,
      tracingConfiguration: STRUCTURE,
      publish: FLAG,
    },
    answer({ machines }, { stateMachineArn, definition, roleArn, publish, ...settings }) {
      refusePublishing(publish);
      const { machine, updatedAt } = machines.update(stateMachineArn, {
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
        ...givenSettings(settings),
      });
      return { updateDate: seconds(updatedAt), ...revisionId(machine.revision) };
    },
  }),

  DescribeStateMachine: operation({
    members: { stateMachineArn: ARN },
    answer({ machines }, { stateMachineArn }) {
      const machine = machines.find(stateMachineArn);
      return {
        ...described(machine, machine.revision),
        status: 'ACTIVE',
        type: machine.type,
        creationDate: seconds(machine.createdAt),
      };
    },
  }),

  DescribeStateMachineForExecution: operation({
    members: { executionArn: ARN },
    answer({ executions }, { executionArn }) {
      const { machine, revision } = executions.definition(executionArn);
      return { ...described(machine, revision), updateDate: seconds(revision.createdAt) };
    },
  }),

  ListStateMachines: operation({
    members: {
      maxResults: { kind: 'integer', min: 0, max: 1000 },
      nextToken: { kind: 'string', minLength: 1, maxLength: 1024 },
    },
    answer({ machines }, { maxResults, nextToken }) {
      const after = readToken<string>(nextToken, 'string');
      const rest = machines.list().filter(({ name }) => after === null || name > after);
      const { shown, nextToken: next } = page(rest, pageSize(maxResults), ({ name }) => name);
      return { stateMachines: shown.map(listed), nextToken: next };
    },
  }),

  DeleteStateMachine: operation({
    members: { stateMachineArn: ARN },
    answer({ machines }, { stateMachineArn }) {
      machines.remove(stateMachineArn);
      return {};
    },
  }),

  ValidateStateMachineDefinition: operation({
    members: {
      definition: { ...DEFINITION, required: true },
      type: TYPE,
      severity: { kind: 'string', oneOf: ['ERROR', 'WARNING'] },
      maxResults: { kind: 'integer', min: 0, max: MAX_DIAGNOSTICS },
    },
    answer(_engine, { definition, type = 'STANDARD', maxResults }) {
      const found = diagnosticsOf(definition, type);
      const shown = found.slice(0, maxResults || MAX_DIAGNOSTICS);
      return {
        result: found.length === 0 ? 'OK' : 'FAIL',
        diagnostics: shown.map(({ code, message, location }) => ({ severity: 'ERROR', code, message, location })),
        truncated: shown.length < found.length,
      };
    },
  }),
};

function described(machine: MachineRow, revision: RevisionRow) {
  const { loggingConfiguration, tracingConfiguration } = settingsOf({ ...machine, revision });
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false, ...loggingConfiguration },
    tracingConfiguration: { enabled: false, ...tracingConfiguration },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    ...revisionId(revision),
  };
}

function listed({ arn: stateMachineArn, name, type, createdAt }: MachineRow) {
  return { stateMachineArn, name, type, creationDate: seconds(createdAt) };
}

function revisionId({ revisionId: id }: RevisionRow): { revisionId?: string } {
  return id === null ? {} : { revisionId: id };
}

type Settings = { readonly [Name in keyof MachineSettings]: object | undefined };

function toSettings({ loggingConfiguration = {}, tracingConfiguration = {} }: Settings): MachineSettings {
  return { loggingConfiguration, tracingConfiguration };
}

function givenSettings(settings: Settings): { settings?: Partial<MachineSettings> } {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { settings: Object.fromEntries(given) };
}

/** AWS's list of key and value as a record. */
export function toTags(tags: readonly unknown[]): Tags {
  return Object.fromEntries(tags.map((tag) => toTag(tag as { key?: unknown; value?: unknown } | null)));
}

function toTag(tag: { key?: unknown; value?: unknown } | null): [string, string] {
  if (typeof tag?.key !== 'string' || tag.key === '') {
    throw validationException([
      "Value null at 'tags.member.key' failed to satisfy constraint: Member must not be null",
    ]);
  }
  return [tag.key, String(tag.value ?? '')];
}

function refusePublishing(publish: boolean | undefined): void {
  if (!publish) return;
  throw validationException(["Value 'true' at 'publish' failed to satisfy constraint: the engine has no versions yet"]);
}

function diagnosticsOf(text: string, workflowType: 'STANDARD' | 'EXPRESS') {
  try {
    parseDefinition(text, { workflowType });
    return [];
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return error.diagnostics;
    throw error;
  }
}
