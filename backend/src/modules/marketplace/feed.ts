/** The room of everybody who looks for work. */
const FEED_ROOM = 'feed-requests';

/** Rooms that hear of a request beside its people; one for invited sellers is nobody else's business. */
export const feedOf = ({ visibility }: { readonly visibility: 'public' | 'invited' }): string[] =>
  visibility === 'public' ? [FEED_ROOM] : [];
