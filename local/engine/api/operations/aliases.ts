import type { AliasView } from '../../runtime/index.ts';
import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, LONG_ARN, MAX_RESULTS, NAME, NEXT_TOKEN } from '../shapes.ts';

const DESCRIPTION = { kind: 'string', maxLength: 256 } as const;
/** Digits alone would be a version. */
const ALIAS_NAME = { ...NAME, pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$' } as const;
const ROUTES = {
  kind: 'list',
  minLength: 1,
  maxLength: 2,
  of: {
    kind: 'structure',
    shape: 'RoutingConfigurationListItem',
    members: {
      stateMachineVersionArn: ARN,
      weight: { kind: 'integer', required: true, min: 0, max: 100 },
    },
  },
} as const;

export const aliasOperations = {
  CreateStateMachineAlias: operation({
    members: { name: ALIAS_NAME, description: DESCRIPTION, routingConfiguration: { ...ROUTES, required: true } },
    answer({ aliases }, { name, description, routingConfiguration }) {
      const created = aliases.create({ name, description, routes: routingConfiguration });
      return { stateMachineAliasArn: arnOf(created), creationDate: seconds(created.alias.createdAt) };
    },
  }),

  UpdateStateMachineAlias: operation({
    members: { stateMachineAliasArn: ARN, description: DESCRIPTION, routingConfiguration: ROUTES },
    answer({ aliases }, { stateMachineAliasArn, description, routingConfiguration }) {
      const { updatedAt } = aliases.update(stateMachineAliasArn, { description, routes: routingConfiguration });
      return { updateDate: seconds(updatedAt) };
    },
  }),

  DescribeStateMachineAlias: operation({
    members: { stateMachineAliasArn: ARN },
    answer({ aliases }, { stateMachineAliasArn }) {
      const found = aliases.find(stateMachineAliasArn);
      const { name, description, routes, createdAt, updatedAt } = found.alias;
      return {
        stateMachineAliasArn: arnOf(found),
        name,
        ...(description !== '' && { description }),
        routingConfiguration: routes.map(({ version, weight }) => ({
          stateMachineVersionArn: `${found.machine.arn}:${version}`,
          weight,
        })),
        creationDate: seconds(createdAt),
        updateDate: seconds(updatedAt),
      };
    },
  }),

  ListStateMachineAliases: operation({
    members: { stateMachineArn: LONG_ARN, maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
    answer({ aliases }, { stateMachineArn, maxResults, nextToken }) {
      const after = readToken<string>(nextToken, 'string');
      const rest = aliases.list(stateMachineArn).filter(({ alias }) => after === null || alias.name > after);
      const { shown, nextToken: next } = page(rest, pageSize(maxResults), ({ alias }) => alias.name);
      const listed = shown.map((view) => ({
        stateMachineAliasArn: arnOf(view),
        creationDate: seconds(view.alias.createdAt),
      }));
      return { stateMachineAliases: listed, nextToken: next };
    },
  }),

  DeleteStateMachineAlias: operation({
    members: { stateMachineAliasArn: ARN },
    answer({ aliases }, { stateMachineAliasArn }) {
      aliases.remove(stateMachineAliasArn);
      return {};
    },
  }),
};

function arnOf({ machine, alias }: AliasView): string {
  return `${machine.arn}:${alias.name}`;
}
