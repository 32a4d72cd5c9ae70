/** What a person at the terminal should know: each said once, and once more when it is over. */
export type Notice =
  | { readonly type: 'brokerUnreachable'; readonly brokers: string; readonly reason: string }
  | { readonly type: 'brokerBack'; readonly brokers: string }
  | {
      readonly type: 'partitionBlocked';
      readonly topic: string;
      readonly partition: number;
      /** Offsets of the batch that is tried again, null where it stands before one. */
      readonly first: number | null;
      readonly last: number | null;
      readonly reason: string;
    }
  | { readonly type: 'partitionFreed'; readonly topic: string; readonly partition: number; readonly failures: number }
  | {
      readonly type: 'recordsGivenUp';
      readonly topic: string;
      readonly partition: number;
      readonly offsets: readonly number[];
      readonly reason: string;
    };

export interface Notices {
  say(notice: Notice): void;
}
