import type { Project, Substituted, Workflow } from '../project/index.ts';
import type { Resource, Resources, Value } from './cloudformation.ts';
import { attribute, ref } from './cloudformation.ts';
import { definitionJson, substitutionsFor, substitutionsIn, targetOf } from './definition.ts';
import {
  bucketId,
  functionId,
  stagedName,
  stateMachineAliasId,
  stateMachineId,
  stateMachineLogGroupId,
  stateMachineRoleId,
  stateMachineVersionId,
} from './names.ts';
import type { StageSettings } from './stage.ts';

/** The alias that everything outside starts: a deployment moves it, running executions keep their version. */
export const LIVE_ALIAS = 'live';

/** Per workflow: the machine, its log group, a version for each deployment that changes it, and the alias. */
export function stateMachines(project: Project, stage: StageSettings): Resources {
  return project.workflows.flatMap((workflow) => resourcesOf(workflow, project, stage));
}

function resourcesOf(workflow: Workflow, project: Project, stage: StageSettings): Resources {
  const { name } = workflow;
  const machineArn = ref(stateMachineId(name));
  return [
    [stateMachineLogGroupId(name), logGroup(stagedName(name, stage.name), stage.logRetentionDays)],
    [stateMachineId(name), stateMachine(workflow, project, stage)],
    [
      stateMachineVersionId(name),
      {
        Type: 'AWS::StepFunctions::StateMachineVersion',
        // An execution goes on with the version that it began with.
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          StateMachineArn: machineArn,
          StateMachineRevisionId: attribute(stateMachineId(name), 'StateMachineRevisionId'),
        },
      },
    ],
    [
      stateMachineAliasId(name),
      {
        Type: 'AWS::StepFunctions::StateMachineAlias',
        Properties: {
          Name: LIVE_ALIAS,
          DeploymentPreference: { StateMachineVersionArn: ref(stateMachineVersionId(name)), Type: 'ALL_AT_ONCE' },
        },
      },
    ],
  ];
}

function stateMachine(workflow: Workflow, project: Project, stage: StageSettings): Resource {
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: stagedName(workflow.name, stage.name),
      StateMachineType: workflow.type,
      RoleArn: attribute(stateMachineRoleId(workflow.name), 'Arn'),
      DefinitionString: definitionJson(workflow),
      DefinitionSubstitutions: definitionSubstitutions(workflow, project),
      LoggingConfiguration: {
        Level: 'ALL',
        // Payloads may be personal data: they stay in the execution's own history.
        IncludeExecutionData: false,
        Destinations: [
          { CloudWatchLogsLogGroup: { LogGroupArn: attribute(stateMachineLogGroupId(workflow.name), 'Arn') } },
        ],
      },
      TracingConfiguration: { Enabled: true },
    },
  };
}

function definitionSubstitutions(workflow: Workflow, project: Project): Readonly<Record<string, Value>> {
  const substitutions = substitutionsFor(project, workflow);
  return Object.fromEntries(
    substitutionsIn(definitionJson(workflow)).map((name) => [
      name,
      substitutedValue(targetOf(name, workflow, substitutions), workflow),
    ]),
  );
}

function substitutedValue(target: Substituted, workflow: Workflow): Value {
  if (target.kind === 'function') return attribute(functionId(target.name), 'Arn');
  return target.kind === 'bucket' ? ref(bucketId(workflow.name, target.name)) : target.name;
}

/** CloudWatch gives log deliveries room for few policies; names under vendedlogs need none of it. */
function logGroup(name: string, retentionDays: number): Resource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: `/aws/vendedlogs/states/${name}`, RetentionInDays: retentionDays },
  };
}
