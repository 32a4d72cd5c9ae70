/**
 * Names executions so that the same record always gives the same name, and two records never do.
 *
 *     orders-created_1_evt-000187          topic, generation, identity
 *     orders-created_1_a-very-long__3f9c…  an identity that is too long, or spelt in other letters, is cut and hashed
 *     orders-created_1_evt-000187__r2      the second redrive
 *
 * I1. Names have at most 80 characters of `[0-9A-Za-z_-]`: what Step Functions takes and CloudWatch can log.
 * I2. An identity is spelt out only when it has no `__`, so that it can never look like a hashed or a redriven one.
 * I3. Labels hold no `_`, so that topic and generation end where they seem to.
 */

/** SHA-256 as hexadecimal text; handed in, since what is pure brings no crypto of its own. */
export type Digest = (text: string) => string;

export type NamingSource = {
  readonly topic: string;
  /** Tells one life of a topic from its next: a recreated topic starts at offset 0 again. */
  readonly generation: number;
  /** The broker's id of the topic where it is known, which is on a laptop. */
  readonly topicId: string | null;
};

export const MAX_EXECUTION_NAME_LENGTH = 80;

const MAX_LABEL_LENGTH = 28;
const LABEL_HASH_LENGTH = 8;
/** 96 bits: nobody finds a second identity with the hash of somebody else's. */
const IDENTITY_HASH_LENGTH = 24;

/** What the names of a trigger's executions begin with. Triggers of one workflow must differ in it. */
export function executionNamePrefix({ topic, generation, topicId }: NamingSource, digest: Digest): string {
  const id = topicId === null ? '' : `-${digest(topicId).slice(0, LABEL_HASH_LENGTH)}`;
  const label = topic.replace(/[^0-9A-Za-z]+/g, '-');
  const room = MAX_LABEL_LENGTH - id.length;
  const short = label.length <= room ? label : cutAndHash(label, topic, room, '-', LABEL_HASH_LENGTH, digest);
  return `${short}${id}_${generation}_`;
}

/** The name of the execution that a record with this identity starts, for the `replayCount`th time again. */
export function executionName(prefix: string, identity: string, replayCount: number, digest: Digest): string {
  const suffix = replayCount === 0 ? '' : `__r${replayCount}`;
  const room = MAX_EXECUTION_NAME_LENGTH - prefix.length - suffix.length;
  const spelt = identity.length <= room && /^(?!.*__)[0-9A-Za-z_-]+$/.test(identity);
  const body = spelt ? identity : cutAndHash(identity, identity, room, '__', IDENTITY_HASH_LENGTH, digest);
  return `${prefix}${body}${suffix}`;
}

function cutAndHash(
  readable: string,
  hashed: string,
  room: number,
  joint: string,
  hashLength: number,
  digest: Digest,
): string {
  const kept = readable.replace(/[^0-9A-Za-z]+/g, '-').slice(0, room - hashLength - joint.length);
  return `${kept}${joint}${digest(hashed).slice(0, hashLength)}`;
}
