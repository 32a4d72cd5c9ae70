import { readFile } from 'node:fs/promises';
import { type EngineOptions, MockConfigError, parseMockConfig } from '../engine/index.ts';
import { StartUpError } from './errors.ts';

/** What SFN_MOCK_CONFIG names, as the engine takes it; nothing where it is not set. Throws `StartUpError`. */
export async function readMockConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<EngineOptions, 'mocks'>> {
  const file = environment.SFN_MOCK_CONFIG;
  if (!file) return {};
  try {
    return { mocks: parseMockConfig(await readFile(file, 'utf8')) };
  } catch (cause) {
    const isWrong = cause instanceof MockConfigError;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartUpError(`SFN_MOCK_CONFIG ${file}: ${why}`, {
      code: isWrong ? cause.code : 'UNREADABLE',
      advice: isWrong ? 'docs/scenarios.md shows its form.' : 'Name a file that is there, or unset SFN_MOCK_CONFIG.',
      cause,
    });
  }
}
