import { isJsonObject, type Json, type JsonObject, writeJson } from '../expressions/index.ts';
import type { Member, Members } from './members.ts';

/** A request as a task's arguments give it: members begin with a capital, and a text may be given as the data it holds. */
export function toRequest(members: Members, given: JsonObject): JsonObject {
  const found = Object.entries(members).map(
    ([name, member]) => [name, toMember(member, given[capitalised(name)] ?? null)] as const,
  );
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

function toMember(member: Member, given: Json): Json {
  if (given === null) return null;
  if (member.kind === 'string') return typeof given === 'string' ? given : writeJson(given);
  if (member.kind === 'list' && Array.isArray(given)) return given.map((item) => toMember(member.of, item));
  return member.kind === 'structure' && isJsonObject(given) ? toRequest(member.members, given) : given;
}

export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
