/** The `npx baton …` lines of a document's `sh` blocks, each as the words that a shell would make of it. */
export function batonCommands(markdown: string): string[][] {
  const blocks = markdown.matchAll(/^```sh\n(.*?)^```$/gms);
  return [...blocks]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('npx baton '))
    .map((line) => words(line).slice('npx baton'.split(' ').length));
}

/** Words and double-quoted texts; the documents need no more of a shell than that. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
