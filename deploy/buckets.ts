import type { Project } from '../project/index.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { bucketId } from './names.ts';

/** A bucket per logical name; the stack names them, since bucket names are the whole world's. */
export function buckets(project: Project): Resources {
  return project.workflows.flatMap(({ name, buckets: declared }) =>
    Object.keys(declared).map((bucket) => [bucketId(name, bucket), BUCKET] as const),
  );
}

/** What the workflows stored outlives the stack. */
const BUCKET: Resource = {
  Type: 'AWS::S3::Bucket',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    VersioningConfiguration: { Status: 'Enabled' },
  },
};
