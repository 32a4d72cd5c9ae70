import { expect, test } from 'vitest';
import { DefinitionError, InvalidDefinitionError } from './index.ts';

test('definition errors - keep their names and codes', () => {
  const error = new InvalidDefinitionError([]);
  expect(error).toBeInstanceOf(DefinitionError);
  expect([error.name, error.code]).toEqual(['InvalidDefinitionError', 'INVALID_DEFINITION']);
});

test("invalid definition error - says all diagnostics in AWS's sentence", () => {
  const at = { line: 1, column: 1 };
  const error = new InvalidDefinitionError([
    { code: 'SCHEMA_VALIDATION_FAILED', message: 'These fields are required: [States]', location: '/', ...at },
    { code: 'MISSING_TRANSITION_TARGET', message: "Missing 'Next' target: B", location: '/States/A/Next', ...at },
  ]);
  expect(error.message).toBe(
    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /, " +
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next'",
  );
});
