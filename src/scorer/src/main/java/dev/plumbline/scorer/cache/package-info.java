/**
 * Remembered predictions: in the process, and in Redis where a round trip is worth it. Nothing here may fail a request;
 * whatever goes wrong, the row is scored.
 */
package dev.plumbline.scorer.cache;
