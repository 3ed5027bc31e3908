"""Makes a built site ready for a host: headers, redirects, compressed files, and a manifest by which it can be checked."""
