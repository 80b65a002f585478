/** Rules of the process view: queues, caches and connections under load. One rule per class. */
package dev.plumbline.views.process;
