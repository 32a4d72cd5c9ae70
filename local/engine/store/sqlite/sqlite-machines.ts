import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type {
  MachineCatalogue,
  MachineRow,
  MachineTags,
  NewRevision,
  RevisionRow,
  Tags,
} from '../machine-catalogue.ts';
import { transact, translated } from './database.ts';

type Row = Record<string, SQLOutputValue>;

const REVISION_COLUMNS = 'id, machine, revision_id, definition, role_arn, settings, created_at';

export function sqliteMachines(database: DatabaseSync, file: string): MachineCatalogue {
  const insertMachine = database.prepare(
    'insert into machines (arn, name, type, created_at, revision) values (?, ?, ?, ?, 0)',
  );
  const insertRevision = database.prepare(
    'insert into revisions (machine, revision_id, definition, role_arn, settings, created_at) values (?, ?, ?, ?, ?, ?)',
  );
  const point = database.prepare('update machines set revision = ? where id = ?');
  const markRemoved = database.prepare('update machines set removed = 1 where id = ?');
  const byId = database.prepare('select * from machines where id = ?');
  const byArn = database.prepare('select * from machines where arn = ? and removed = 0');
  const all = database.prepare('select * from machines where removed = 0 order by name');
  const revisionById = database.prepare(`select ${REVISION_COLUMNS} from revisions where id = ?`);
  const guarded = <T>(work: () => T): T => translated(file, work);

  const revision = (id: number): RevisionRow | null => {
    const row = guarded(() => revisionById.get(id));
    return row === undefined ? null : toRevision(row);
  };
  const toMachine = (row: Row): MachineRow => ({
    id: Number(row.id),
    arn: String(row.arn),
    name: String(row.name),
    type: row.type as MachineRow['type'],
    createdAt: Number(row.created_at),
    revision: revision(Number(row.revision)) as RevisionRow,
  });
  const addRevision = (machine: number, next: NewRevision): void => {
    const { revisionId, definition, roleArn, settings, createdAt } = next;
    const { lastInsertRowid } = insertRevision.run(machine, revisionId, definition, roleArn, settings, createdAt);
    point.run(lastInsertRowid, machine);
  };
  const get = (machine: number): MachineRow => toMachine(byId.get(machine) as Row);

  return {
    create: (machine, first) =>
      guarded(() =>
        transact(database, () => {
          const inserted = insertMachine.run(machine.arn, machine.name, machine.type, machine.createdAt);
          const id = Number(inserted.lastInsertRowid);
          addRevision(id, first);
          return get(id);
        }),
      ),
    revise: (machine, next) =>
      guarded(() =>
        transact(database, () => {
          addRevision(machine, next);
          return get(machine);
        }),
      ),
    remove: (machine) => guarded(() => void markRemoved.run(machine)),
    find(machine) {
      const row = guarded(() => (typeof machine === 'number' ? byId : byArn).get(machine));
      return row === undefined ? null : toMachine(row);
    },
    list: () => guarded(() => all.all()).map(toMachine),
    revision,
  };
}

export function sqliteTags(database: DatabaseSync, file: string): MachineTags {
  const select = database.prepare('select tags from machines where id = ?');
  const update = database.prepare('update machines set tags = ? where id = ?');
  return {
    of: (machine) => JSON.parse(String(translated(file, () => select.get(machine))?.tags ?? '{}')) as Tags,
    replace: (machine, tags) => translated(file, () => void update.run(JSON.stringify(tags), machine)),
  };
}

function toRevision(row: Row): RevisionRow {
  return {
    id: Number(row.id),
    machine: Number(row.machine),
    revisionId: row.revision_id as string | null,
    definition: String(row.definition),
    roleArn: String(row.role_arn),
    settings: String(row.settings),
    createdAt: Number(row.created_at),
  };
}
