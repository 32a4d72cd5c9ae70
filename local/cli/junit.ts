import { type Judged, renderDifferences } from './render-test.ts';
import { plainStyle } from './terminal.ts';
import { escaped, xmlDocument, xmlElement } from './xml.ts';

/** The report that CI systems read: a suite a workflow, a case a scenario. Times are virtual, in seconds. */
export function junitReport(results: readonly Judged[]): string {
  const suites = [...Map.groupBy(results, ({ scenario }) => scenario.workflow)].map(([workflow, judged]) => {
    const about = { name: workflow, tests: judged.length, failures: judged.filter(isFailed).length };
    return xmlElement('testsuite', about, judged.map(testCase).join(''));
  });
  const about = { name: 'baton test', tests: results.length, failures: results.filter(isFailed).length };
  return xmlDocument(xmlElement('testsuites', about, suites.join('')));
}

const isFailed = ({ verdict }: Judged): boolean => verdict === 'failed';

function testCase(judged: Judged): string {
  const { workflow, name, document } = judged.scenario;
  const about = { classname: workflow, name, file: document.file, time: judged.outcome.durationMs / 1000 };
  if (!isFailed(judged)) return xmlElement('testcase', about, '');
  const message = judged.differences.map(({ field }) => field).join(', ');
  return xmlElement(
    'testcase',
    about,
    xmlElement('failure', { message }, escaped(renderDifferences(judged, plainStyle))),
  );
}
