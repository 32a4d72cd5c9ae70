/** What the tests against a real Kafka find on this machine. */
export type Machine = {
  /** `KAFKA_BROKERS`: a cluster to use instead of one of our own. */
  readonly brokers: string | undefined;
  /** What `java -version` prints, null where there is no such command. */
  readonly javaVersionText: string | null;
  readonly hasMaven: boolean;
};

/** From here on the broker runs. Source: https://kafka.apache.org/documentation/#java */
export const MINIMUM_JAVA = 17;

/** What has to be installed or set before the tests can run, in sentences; none when all is there. */
export function missingPrerequisites({ brokers, javaVersionText, hasMaven }: Machine): readonly string[] {
  if (brokers !== undefined && brokers !== '') return [];
  const java = javaVersionText === null ? null : javaMajorOf(javaVersionText);
  const missing = [
    ...(java === null ? [`Java is not on the path: install a JDK, version ${MINIMUM_JAVA} or newer`] : []),
    ...(java !== null && java < MINIMUM_JAVA ? [`Java ${java} is too old: install ${MINIMUM_JAVA} or newer`] : []),
    ...(hasMaven ? [] : ['Maven is not on the path: install Apache Maven 3.8 or newer']),
  ];
  return missing.length === 0 ? [] : [...missing, 'or set KAFKA_BROKERS=host:port,… to a Kafka cluster for tests'];
}

/** `openjdk version "17.0.15" 2025-04-15` → 17; Java 8 calls itself 1.8. */
function javaMajorOf(versionText: string): number | null {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(versionText) ?? [];
  const major = first === '1' ? second : first;
  return major === undefined ? null : Number(major);
}
