/** Rules of the physical view: memory, failover, storage, exposure, isolation, security. One rule per class. */
package dev.plumbline.views.physical;
