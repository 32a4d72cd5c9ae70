export { checkShape } from './check-shape.ts';
export { substitute } from './definition.ts';
export { didYouMean } from './did-you-mean.ts';
export { type Place, ProjectError, type ProjectErrorCode, placeText } from './errors.ts';
export type * from './model.ts';
export * from './names.ts';
export { readProject } from './read-project.ts';
export { filesIn, readText } from './read-text.ts';
export { parseSource, type SourceDocument } from './source-document.ts';
