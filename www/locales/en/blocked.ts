// English text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked =
  'The scripts of this page can’t be loaded in this frame, which a sandbox keeps without an origin: the host does not answer, or keeps them from such frames, which the header “Access-Control-Allow-Origin: *” would change. Opened by itself, the page works:';
