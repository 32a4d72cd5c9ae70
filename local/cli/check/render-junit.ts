import type { Diagnostic } from '../../../checker/index.ts';
import { placeText } from '../../../project/index.ts';
import { plainStyle } from '../terminal.ts';
import { escaped, xmlDocument, xmlElement } from '../xml.ts';
import { renderText } from './render-text.ts';

/** A suite a file, a case a finding; what is no error is a case that is passed over. */
export function renderJunit(diagnostics: readonly Diagnostic[]): string {
  const suites = [...Map.groupBy(diagnostics, ({ place }) => place.file)].map(([file, found]) =>
    xmlElement('testsuite', { name: file, ...countsOf(found) }, found.map(testCase).join('')),
  );
  return xmlDocument(xmlElement('testsuites', { name: 'baton check', ...countsOf(diagnostics) }, suites.join('')));
}

const countsOf = (diagnostics: readonly Diagnostic[]) => ({
  tests: diagnostics.length,
  failures: diagnostics.filter(({ severity }) => severity === 'error').length,
  skipped: diagnostics.filter(({ severity }) => severity !== 'error').length,
});

function testCase(diagnostic: Diagnostic): string {
  const { rule, severity, place, what } = diagnostic;
  const text = escaped(renderText({ diagnostics: [diagnostic], scope: place.file }, plainStyle));
  const outcome = xmlElement(severity === 'error' ? 'failure' : 'skipped', { message: what, type: rule }, text);
  return xmlElement('testcase', { classname: rule, name: placeText(place), file: place.file }, outcome);
}
