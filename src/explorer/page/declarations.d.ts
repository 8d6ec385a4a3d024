declare module '*.css';

/** File names of the built workers by monaco's label; filled in by build.ts. */
declare const WORKER_FILES: Readonly<Record<'editor' | 'json' | 'graphql', string>>;
