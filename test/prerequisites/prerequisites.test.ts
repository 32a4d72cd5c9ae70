import { expect, test } from 'vitest';
import type { Machine } from './prerequisites.ts';
import { missingPrerequisites } from './prerequisites.ts';

const java17 = 'openjdk version "17.0.15" 2025-04-15';
const or = 'or set KAFKA_BROKERS=host:port,… to a Kafka cluster for tests';

const machines: readonly (readonly [what: string, machine: Machine, missing: readonly string[]])[] = [
  ['Java and Maven', { brokers: undefined, javaVersionText: java17, hasMaven: true }, []],
  ['brokers alone', { brokers: '127.0.0.1:9092', javaVersionText: null, hasMaven: false }, []],
  [
    'nothing',
    { brokers: '', javaVersionText: null, hasMaven: false },
    [
      'Java is not on the path: install a JDK, version 17 or newer',
      'Maven is not on the path: install Apache Maven 3.8 or newer',
      or,
    ],
  ],
  [
    'an old Java',
    { brokers: undefined, javaVersionText: 'java version "1.8.0_402"', hasMaven: true },
    ['Java 8 is too old: install 17 or newer', or],
  ],
  [
    'a Java command that is none',
    { brokers: undefined, javaVersionText: 'The operation couldn’t be completed.', hasMaven: true },
    ['Java is not on the path: install a JDK, version 17 or newer', or],
  ],
];

test.each(machines)('prerequisites - with %s', (_what, machine, missing) => {
  expect(missingPrerequisites(machine)).toEqual(missing);
});
