import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { quakeRecorded1 } from '../../../generated/contracts/quake.recorded@1.ts';
import { contracts, type Input } from '../../../generated/functions/quake-etl/store-batch.ts';
import { writeContainer } from '../../../shared/contracts/index.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { storeBatch } from './decide.ts';

const s3 = new S3Client({});

export const handler = taskHandler(contracts, async (input: Input) => {
  const { object, output } = storeBatch(input, (rows) => writeContainer(quakeRecorded1, rows));
  await s3.send(
    new PutObjectCommand({ Bucket: object.bucket, Key: object.key, Body: object.body, ContentType: 'avro/binary' }),
  );
  return output;
});
