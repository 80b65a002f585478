/**
 * Looks through an archive before h2o-genmodel does: every count is held against the bytes that are really there, every
 * jump of every tree is followed once, and no byte is left over that nothing reads.
 *
 * <p>The way is {@link dev.plumbline.mojo.gate.Archive} (the zip itself), then {@link dev.plumbline.mojo.gate.Structure}
 * (the models in it). One entry is in memory at a time, so an archive that is refused costs no more than its largest
 * entry, and no step recurses.
 */
package dev.plumbline.mojo.gate;
