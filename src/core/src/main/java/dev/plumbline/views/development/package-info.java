/** Rules of the development view: which artifacts and versions are accepted. One rule per class. */
package dev.plumbline.views.development;
