/**
 * Where artifacts come from, and what keeps a URI from reaching where it should not: the machine itself, its neighbours,
 * metadata services, the cluster. Fetched is by digest; nothing here opens an archive.
 */
package dev.plumbline.store;
