/**
 * The status: what was seen, turned into conditions. Pure, and the last of the brain's packages: it may know all others.
 * A fact that nobody saw is Unknown, never a guess, and equal facts give an equal status whatever the clock says.
 */
package dev.plumbline.status;
