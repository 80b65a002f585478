/** Rules of the logical view: what the feature store must be like. One rule per class. */
package dev.plumbline.views.logical;
