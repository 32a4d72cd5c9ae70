import type { Compatibility } from './answer.ts';
import { avroCompatibility } from './avro/avro-compatibility.ts';
import type { CompileValidator, ContractSchema } from './contract-schema.ts';
import { jsonSchemaCompatibility } from './json-schema-compatibility.ts';

/**
 * Can everything that is written with one version be read with the other? Avro by Avro's rules; where either is JSON
 * Schema, by containment of their JSON forms, since no bytes are the same between the two.
 */
export function compatibility(
  writer: ContractSchema,
  reader: ContractSchema,
  compile: CompileValidator,
): Compatibility {
  return writer.language === 'avro' && reader.language === 'avro'
    ? avroCompatibility(writer.avro, reader.avro)
    : jsonSchemaCompatibility(writer, reader, compile);
}
