import { InvalidDefinitionError, parseDefinition, variableReferences } from '../../definition/index.ts';
import { type MachineSettings, mapRunLabel, refusal, settingsOf } from '../../runtime/index.ts';
import type { MachineRow, RevisionRow } from '../../store/index.ts';
import { type ApiEngine, operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, INCLUDED_DATA, MAX_RESULTS, NAME, NEXT_TOKEN, TAGS, toTags } from '../shapes.ts';

const DEFINITION = { kind: 'string', minLength: 1, maxLength: 1_048_576 } as const;
const ROLE = { kind: 'string', minLength: 1, maxLength: 256 } as const;
const TYPE = { kind: 'string', oneOf: ['STANDARD', 'EXPRESS'] } as const;
const FLAG = { kind: 'boolean' } as const;
const LOGGING = {
  kind: 'structure',
  shape: 'LoggingConfiguration',
  members: {
    level: { kind: 'string', oneOf: ['ALL', 'ERROR', 'FATAL', 'OFF'] },
    includeExecutionData: FLAG,
    destinations: {
      kind: 'list',
      of: {
        kind: 'structure',
        shape: 'LogDestination',
        members: {
          cloudWatchLogsLogGroup: {
            kind: 'structure',
            shape: 'CloudWatchLogsLogGroup',
            members: { logGroupArn: { kind: 'string', minLength: 1, maxLength: 256 } },
          },
        },
      },
    },
  },
} as const;
const TRACING = { kind: 'structure', shape: 'TracingConfiguration', members: { enabled: FLAG } } as const;
const ENCRYPTION = {
  kind: 'structure',
  shape: 'EncryptionConfiguration',
  members: {
    type: { kind: 'string', required: true, oneOf: ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] },
    kmsKeyId: { kind: 'string', minLength: 1, maxLength: 2048 },
    kmsDataKeyReusePeriodSeconds: { kind: 'integer', min: 60, max: 900 },
  },
} as const;
const VERSION_DESCRIPTION = { kind: 'string', maxLength: 256 } as const;

const MAX_DIAGNOSTICS = 100;

export const stateMachineOperations = {
  CreateStateMachine: operation({
    members: {
      name: NAME,
      definition: { ...DEFINITION, required: true },
      roleArn: { ...ROLE, required: true },
      type: TYPE,
      loggingConfiguration: LOGGING,
      tracingConfiguration: TRACING,
      encryptionConfiguration: ENCRYPTION,
      tags: TAGS,
      publish: FLAG,
      versionDescription: VERSION_DESCRIPTION,
    },
    answer({ machines, versions }, request) {
      const { name, definition, roleArn, type = 'STANDARD', tags, publish, versionDescription, ...settings } = request;
      checkPublishing(publish, versionDescription);
      const machine = machines.create({
        ...{ name, definition, roleArn, type },
        settings: toSettings(settings),
        ...(tags !== undefined && { tags: toTags(tags) }),
      });
      return {
        stateMachineArn: machine.arn,
        creationDate: seconds(machine.createdAt),
        ...(publish && published(versions, machine.arn, versionDescription)),
      };
    },
  }),

  UpdateStateMachine: operation({
    members: {
      stateMachineArn: ARN,
      definition: DEFINITION,
      roleArn: ROLE,
      loggingConfiguration: LOGGING,
      tracingConfiguration: TRACING,
      encryptionConfiguration: ENCRYPTION,
      publish: FLAG,
      versionDescription: VERSION_DESCRIPTION,
    },
    answer({ machines, versions }, request) {
      const { stateMachineArn, definition, roleArn, publish, versionDescription, ...settings } = request;
      checkPublishing(publish, versionDescription);
      const { machine, updatedAt } = machines.update(stateMachineArn, {
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
        ...givenSettings(settings),
      });
      return {
        updateDate: seconds(updatedAt),
        ...revisionId(machine.revision),
        ...(publish && published(versions, machine.arn, versionDescription)),
      };
    },
  }),

  DescribeStateMachine: operation({
    members: { stateMachineArn: ARN, includedData: INCLUDED_DATA },
    answer({ machines, versions }, { stateMachineArn, includedData }) {
      const { machine, revision, version, label } = found({ machines, versions }, stateMachineArn);
      return {
        ...described(machine, revision, includedData),
        stateMachineArn,
        status: 'ACTIVE',
        type: machine.type,
        creationDate: seconds((version ?? machine).createdAt),
        ...(version !== null && version.description !== '' && { description: version.description }),
        ...(label !== null && { label }),
      };
    },
  }),

  DescribeStateMachineForExecution: operation({
    members: { executionArn: ARN, includedData: INCLUDED_DATA },
    answer({ executions }, { executionArn, includedData }) {
      const { run, machine, revision } = executions.definition(executionArn);
      return {
        ...described(machine, revision, includedData),
        ...(run.mapRun !== null && ofMapRun(machine, run.mapRun)),
        updateDate: seconds(revision.createdAt),
      };
    },
  }),

  ListStateMachines: operation({
    members: { maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
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
        diagnostics: shown.map(({ code, message, location }) => ({
          ...{ severity: 'ERROR', code, message },
          ...(location !== null && { location }),
        })),
        truncated: shown.length < found.length,
      };
    },
  }),
};

type IncludedData = (typeof INCLUDED_DATA)['oneOf'][number] | undefined;

function described(machine: MachineRow, revision: RevisionRow, includedData: IncludedData) {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = settingsOf({ ...machine, revision });
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    ...(includedData === 'METADATA_ONLY' ? { definition: '{}' } : definitionOf(revision)),
    roleArn: revision.roleArn,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false, ...loggingConfiguration },
    tracingConfiguration: { enabled: false, ...tracingConfiguration },
    encryptionConfiguration: encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
    ...revisionId(revision),
  };
}

function ofMapRun({ arn }: MachineRow, mapRunArn: string) {
  const label = mapRunLabel(mapRunArn);
  return { stateMachineArn: `${arn}/${label}`, mapRunArn, label };
}

function definitionOf({ definition }: RevisionRow) {
  const references = variableReferences(definition);
  return { definition, ...(Object.keys(references).length > 0 && { variableReferences: references }) };
}

function isVersionArn(arn: string): boolean {
  return /:stateMachine:[^:]+:\d+$/.test(arn);
}

/** What a state machine's ARN stands for, a version's, or one that ends with a Distributed Map's label. */
function found({ machines, versions }: Pick<ApiEngine, 'machines' | 'versions'>, arn: string) {
  if (isVersionArn(arn)) return { ...versions.find(arn), label: null };
  const { machine, label } = arn.includes('/')
    ? machines.findLabelled(arn)
    : { machine: machines.find(arn), label: null };
  return { machine, revision: machine.revision, version: null, label };
}

function checkPublishing(publish: boolean | undefined, description: string | undefined): void {
  if (description === undefined || publish) return;
  throw refusal.invalid('Version description can only be set when publish is true');
}

function published(versions: ApiEngine['versions'], machineArn: string, description: string | undefined) {
  const { number } = versions.publish(machineArn, { description });
  return { stateMachineVersionArn: `${machineArn}:${number}` };
}

function listed({ arn: stateMachineArn, name, type, createdAt }: MachineRow) {
  return { stateMachineArn, name, type, creationDate: seconds(createdAt) };
}

function revisionId({ revisionId: id }: RevisionRow): { revisionId?: string } {
  return id === null ? {} : { revisionId: id };
}

type Settings = { readonly [Name in keyof MachineSettings]-?: object | undefined };

function toSettings({ loggingConfiguration = {}, tracingConfiguration = {}, ...rest }: Settings): MachineSettings {
  return { loggingConfiguration, tracingConfiguration, ...givenSettings(rest).settings };
}

function givenSettings(settings: Partial<Settings>): { settings?: Partial<MachineSettings> } {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { settings: Object.fromEntries(given) };
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
