import { type Judged, renderDifferences } from './render-test.ts';
import { plainStyle } from './terminal.ts';

/** The report that CI systems read: a suite a workflow, a case a scenario. Times are virtual, in seconds. */
export function junitReport(results: readonly Judged[]): string {
  const suites = [...Map.groupBy(results, ({ scenario }) => scenario.workflow)].map(([workflow, judged]) => {
    const about = { name: workflow, tests: judged.length, failures: judged.filter(isFailed).length };
    return element('testsuite', about, judged.map(testCase).join(''));
  });
  const about = { name: 'baton test', tests: results.length, failures: results.filter(isFailed).length };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', about, suites.join(''))}`;
}

const isFailed = ({ verdict }: Judged): boolean => verdict === 'failed';

function testCase(judged: Judged): string {
  const { workflow, name, document } = judged.scenario;
  const about = { classname: workflow, name, file: document.file, time: judged.outcome.durationMs / 1000 };
  if (!isFailed(judged)) return element('testcase', about, '');
  const message = judged.differences.map(({ field }) => field).join(', ');
  return element('testcase', about, element('failure', { message }, escaped(renderDifferences(judged, plainStyle))));
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>\n`;
}

/** XML 1.0 has no place at all for most control characters. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\P{Cc}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
