import type { Notice } from '../sources/index.ts';
import type { DevEvent } from './dev-event.ts';

/** A log's or mapping's notice in words. */
export function noticeEvent(notice: Notice): DevEvent {
  switch (notice.type) {
    case 'brokerUnreachable':
      return problem(
        `brokers ${notice.brokers}`,
        `no broker answers at ${notice.brokers} (${notice.reason}); trying on`,
      );
    case 'brokerBack':
      return solved(`brokers ${notice.brokers}`, `the brokers at ${notice.brokers} answer again`);
    case 'partitionBlocked': {
      const { topic, partition, first, last, reason } = notice;
      const which = first === null ? '' : ` at records ${first} to ${last}`;
      return problem(
        place(notice),
        `${topic}/${partition} stands still${which}: ${reason.replace(/\.$/, '')}; trying on`,
      );
    }
    case 'partitionFreed':
      return solved(place(notice), `${place(notice)} goes on`);
    case 'recordsGivenUp':
      return problem(
        `${place(notice)} records`,
        `${place(notice)}: records ${notice.offsets.join(', ')} are given up: ${notice.reason}`,
      );
  }
}

const place = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;
const problem = (about: string, message: string): DevEvent => ({ type: 'problem', about, message });
const solved = (about: string, message: string): DevEvent => ({ type: 'solved', about, message });
