/** The webhook: the very rules of the reconciler and of lint, asked before anything is stored. */
package dev.plumbline.operator.admission;
