export type { Containment, Schema, Validators } from './containment.ts';
export { containment } from './containment.ts';
export { CONTAINMENT_LIMITS, type ContainmentLimits } from './limits.ts';
