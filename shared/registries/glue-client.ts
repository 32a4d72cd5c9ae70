/** What of Glue's SDK is asked here, by name: a bundle takes in no more of it. */
export {
  GetSchemaByDefinitionCommand,
  GetSchemaCommand,
  GetSchemaVersionCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
