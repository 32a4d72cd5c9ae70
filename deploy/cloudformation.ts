/** A value as a CloudFormation template holds it, intrinsic functions included. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, Value>>;
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
};

/** Resources with their logical ids, not yet known to differ. */
export type Resources = readonly (readonly [logicalId: string, resource: Resource])[];

export const ref = (logicalId: string): Value => ({ Ref: logicalId });

export const attribute = (logicalId: string, name: string): Value => ({ 'Fn::GetAtt': [logicalId, name] });
