/** Tells monaco where its workers are: beside this very script, so no other host is asked. */
export function setUpWorkers(): void {
  window.MonacoEnvironment = {
    getWorker(_id: string, label: string): Worker {
      const file = label === 'json' || label === 'graphql' ? WORKER_FILES[label] : WORKER_FILES.editor;
      return new Worker(new URL(file, import.meta.url), { name: label });
    },
  };
}
