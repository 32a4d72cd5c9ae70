/** What of Glue's SDK is asked here, by name: all of it would make every bundle larger by half a megabyte. */
export {
  GetSchemaByDefinitionCommand,
  GetSchemaCommand,
  GetSchemaVersionCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
