import type { TaskFailure } from '../runtime/ports.ts';

/** A failed task, as the row that every integration ends with. */
export function failed(error: string, cause: string): TaskFailure {
  return { type: 'failed', error, cause };
}

/** What AWS's SDK for Java, which the service calls with, appends to a service's message. */
export function serviceMessage(service: string, message: string, status: number, requestId: string): string {
  return `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${requestId}) (SDK Attempt Count: 1)`;
}
