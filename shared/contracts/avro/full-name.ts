/** Names of Avro's named types. https://avro.apache.org/docs/1.12.0/specification/#names */

/** The full name of what is called `name` where `namespace` encloses it; `''` is no namespace. */
export const qualify = (name: string, namespace: string): string =>
  name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;

/** What stands before the last dot of a full name. */
export const namespaceOf = (fullName: string): string => fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')));
