import type { Exception } from './exceptions.ts';
import type { Impurity, SourceFile } from './source-file.ts';

/**
 * The boundaries between the parts, as tables. Owns which file may import which, and what a pure core may touch;
 * does not own style (Biome does) nor types (the compiler does).
 *
 * I1. Imports run one way, and nothing deployed reaches what is not.
 * I2. Another part is entered by its index.ts alone, a function by none.
 * I3. A pure core, and all that it imports, is a function of its arguments.
 */
export type RuleName = 'import-direction' | 'part-index' | 'function-apart' | 'pure-core' | 'contract-types-only';

export type Finding = {
  readonly rule: RuleName | 'unused-exception';
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
};

/** What each part may import besides itself. Folders that have no row (test, bench, lint) may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  generated: [],
  shared: [],
  functions: ['shared', 'generated'],
  project: ['shared'],
  checker: ['project', 'shared'],
  deploy: ['checker', 'project', 'shared'],
  local: ['checker', 'deploy', 'functions', 'generated', 'project', 'shared'],
};

/** Folders whose sub-folders are the parts, each with an index.ts of its own. */
const FOLDERS_OF_PARTS = ['local', 'shared'];

/** Parts without a single door: a function is a program, a generated module is imported by name. */
const OPEN_PARTS = ['functions', 'generated'];

const isPureCore = (path: string): boolean =>
  /^(local\/engine\/(machine|expressions|definition)|shared\/(contracts|records)|checker)\//.test(path) ||
  /\/decide\.ts$/.test(path);

/** Packages that compute and do nothing else; a pure core imports no other. */
const PURE_PACKAGES = ['jsonata', 'yaml'];

type Rule = {
  readonly name: RuleName;
  readonly why: string;
  readonly fix: string;
  readonly check: (file: SourceFile, context: Context) => readonly Complaint[];
};
type Complaint = { readonly line: number; readonly message: string };
type Context = {
  /** A pure core that reaches the file, by the file's path. */
  readonly pure: ReadonlyMap<string, string>;
  readonly functionFolders: readonly string[];
};

const RULES: readonly Rule[] = [
  {
    name: 'import-direction',
    why: 'imports run one way, so that what is deployed holds nothing that runs on a laptop only',
    fix: 'declare a port where it is needed and hand the adapter in, or move the code to the part that owns it',
    check: (file) =>
      file.imports.flatMap(({ target, line }) =>
        target === null || mayImport(file.path, target)
          ? []
          : [{ line, message: `${topOf(file.path)}/ may not import ${target}` }],
      ),
  },
  {
    name: 'part-index',
    why: 'a part keeps its inside free to change',
    fix: "import it from the part's index.ts; add it there if it belongs to the part's face",
    check: (file) =>
      file.imports.flatMap(({ target, line }) =>
        target === null || entersByIndex(file.path, target)
          ? []
          : [{ line, message: `${target} lies inside the part ${partOf(target)}/` }],
      ),
  },
  {
    name: 'function-apart',
    why: 'each function is bundled, permitted and changed on its own',
    fix: 'move what both need to shared/',
    check: (file, { functionFolders }) => {
      const folderOf = (path: string) => functionFolders.find((folder) => path.startsWith(`${folder}/`));
      const own = folderOf(file.path);
      return file.imports.flatMap(({ target, line }) => {
        const other = target === null ? undefined : folderOf(target);
        return own === undefined || other === undefined || other === own
          ? []
          : [{ line, message: `the function ${own}/ imports from the function ${other}/` }];
      });
    },
  },
  {
    name: 'pure-core',
    why: 'a core that knows no clock, randomness, environment or I/O gives the same answer to the same input, always',
    fix: 'hand the value in as an argument, or move the work to the shell that calls the core',
    check: (file, { pure }) => {
      const core = pure.get(file.path);
      if (core === undefined) return [];
      const where = core === file.path ? 'a pure core' : `a file that the pure core ${core} imports`;
      return [...file.impurities, ...impurePackages(file)].map(({ what, line }) => ({
        line,
        message: `${what} in ${where}`,
      }));
    },
  },
  {
    name: 'contract-types-only',
    why: 'contract.ts is read by checker, generator and deployment before anything is built',
    fix: 'use `import type`',
    check: (file) =>
      /^functions\/.*\/contract\.ts$/.test(file.path)
        ? file.imports
            .filter(({ kind }) => kind === 'value')
            .map(({ specifier, line }) => ({ line, message: `contract.ts imports a value from ${specifier}` }))
        : [],
  },
];

/** Everything that breaks a boundary, by file and line, but for the excepted; then exceptions that excuse nothing. */
export function checkBoundaries(files: readonly SourceFile[], exceptions: readonly Exception[]): readonly Finding[] {
  const context = { pure: reachedByCores(files), functionFolders: functionFoldersIn(files) };
  const all = files.flatMap((file) =>
    RULES.flatMap((rule) =>
      rule.check(file, context).map((complaint): Finding => {
        return { rule: rule.name, path: file.path, ...complaint, why: rule.why, fix: rule.fix };
      }),
    ),
  );
  const excuses = (exception: Exception, finding: Finding) =>
    exception.rule === finding.rule && exception.path === finding.path;
  const unused = exceptions.filter((exception) => !all.some((finding) => excuses(exception, finding)));
  return [
    ...all.filter((finding) => !exceptions.some((exception) => excuses(exception, finding))),
    ...unused.map(unusedException),
  ];
}

/** `path:line rule message`, why and what to do: three lines. */
export function renderFinding({ path, line, rule, message, why, fix }: Finding): string {
  return `${path}:${line} ${rule}: ${message}\n  why: ${why}\n  fix: ${fix}`;
}

function unusedException({ rule, path }: Exception): Finding {
  return {
    rule: 'unused-exception',
    path: 'lint/exceptions.ts',
    line: 1,
    message: `${path} does not break ${rule}`,
    why: 'an exception that excuses nothing hides the next mistake',
    fix: 'delete the row',
  };
}

function mayImport(importer: string, target: string): boolean {
  const from = topOf(importer);
  const to = topOf(target);
  const allowed = MAY_IMPORT[from];
  return allowed === undefined || from === to || !target.includes('/') || allowed.includes(to);
}

function entersByIndex(importer: string, target: string): boolean {
  const part = partOf(target);
  const free = MAY_IMPORT[topOf(importer)] === undefined || MAY_IMPORT[topOf(target)] === undefined;
  return free || OPEN_PARTS.includes(part) || part === partOf(importer) || target === `${part}/index.ts`;
}

function functionFoldersIn(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path }) => /^(functions\/.*)\/handler\.ts$/.exec(path)?.[1] ?? []);
}

/** Every file that a pure core imports values from, however far, with a core that reaches it. */
function reachedByCores(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Map<string, string>();
  const queue = files.filter(({ path }) => isPureCore(path) && !isTest(path)).map(({ path }) => ({ path, core: path }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, core } = next;
    if (reached.has(path)) continue;
    reached.set(path, core);
    for (const { target, kind } of byPath.get(path)?.imports ?? []) {
      if (target !== null && kind === 'value') queue.push({ path: target, core });
    }
  }
  return reached;
}

function impurePackages(file: SourceFile): readonly Impurity[] {
  return file.imports
    .filter(({ target, kind }) => target === null && kind === 'value')
    .filter(({ specifier }) => !PURE_PACKAGES.includes(packageOf(specifier)))
    .map(({ specifier, line }) => ({ what: `import of ${specifier}`, line }));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function topOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function partOf(path: string): string {
  const [top = path, sub, ...rest] = path.split('/');
  return FOLDERS_OF_PARTS.includes(top) && sub !== undefined && rest.length > 0 ? `${top}/${sub}` : top;
}

function isTest(path: string): boolean {
  return /\.(test|fixture|suite)\.ts$/.test(path);
}
