export type { Containment, ContainmentLimits, Schema, Validators } from './containment.ts';
export { containment } from './containment.ts';
