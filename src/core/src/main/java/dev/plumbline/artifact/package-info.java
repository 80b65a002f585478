/** Values that speak of model archives: digests, addresses, the hosts behind them. Nothing here opens an archive. */
package dev.plumbline.artifact;
