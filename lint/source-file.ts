import { posix } from 'node:path';
import type { Expression, ImportDeclarationSpecifier } from 'oxc-parser';
import { parseSync, Visitor } from 'oxc-parser';

/** What the rules need to know of a TypeScript file; paths are the project's own, with forward slashes. */
export type SourceFile = {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly impurities: readonly Impurity[];
};

/** `target` is the project file that a relative specifier means, null for packages and node:*. */
export type Import = {
  readonly specifier: string;
  readonly target: string | null;
  readonly kind: 'type' | 'value';
  readonly line: number;
};

/** Something whose result, or effect, does not follow from the arguments alone. */
export type Impurity = { readonly what: string; readonly line: number };

/** Throws when the file is not TypeScript: the compiler says more about it. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text, { sourceType: 'module' });
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const imports: Import[] = [];
  const impurities: Impurity[] = [];
  const lineOf = lineFinder(text);

  const importing = (specifier: string, kind: Import['kind'], start: number) =>
    imports.push({ specifier, kind, target: targetOf(path, specifier), line: lineOf(start) });
  const impure = (what: string, start: number) => impurities.push({ what, line: lineOf(start) });

  new Visitor({
    ImportDeclaration: (node) => {
      const typed = node.importKind === 'type' || onlyTypes(node.specifiers);
      importing(node.source.value, typed ? 'type' : 'value', node.start);
    },
    ExportAllDeclaration: (node) => void importing(node.source.value, node.exportKind ?? 'value', node.start),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) importing(node.source.value, node.exportKind ?? 'value', node.start);
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') importing(String(node.source.value), 'value', node.start);
      impure('import()', node.start);
    },
    TSImportType: (node) => void importing(node.source.value, 'type', node.start),
    AwaitExpression: (node) => void impure('await', node.start),
    ForOfStatement: (node) => {
      if (node.await) impure('for await', node.start);
    },
    CallExpression: (node) => {
      if (isNamed(node.callee, IMPURE_CALLS)) impure(`${node.callee.name}()`, node.start);
    },
    NewExpression: (node) => {
      if (isNamed(node.callee, ['Date']) && node.arguments.length === 0) impure('new Date()', node.start);
    },
    MemberExpression: (node) => {
      const name = node.computed || !isNamed(node.object) ? null : `${node.object.name}.${node.property.name}`;
      if (name !== null && (IMPURE_MEMBERS.includes(name) || isNamed(node.object, IMPURE_OBJECTS))) {
        impure(name, node.start);
      }
    },
  }).visit(program);
  return { path, imports, impurities };
}

const IMPURE_CALLS = ['Date', 'fetch', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'];
const IMPURE_MEMBERS = ['Date.now', 'Math.random'];
const IMPURE_OBJECTS = ['console', 'crypto', 'performance', 'process'];

function isNamed(node: Expression, names?: readonly string[]): node is Extract<Expression, { type: 'Identifier' }> {
  return node.type === 'Identifier' && (names === undefined || names.includes(node.name));
}

function onlyTypes(specifiers: readonly ImportDeclarationSpecifier[]): boolean {
  return (
    specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.type === 'ImportSpecifier' && specifier.importKind === 'type')
  );
}

function targetOf(importer: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : null;
}

function lineFinder(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
