/**
 * Forests as arrays: trees decoded once at load and walked without branches, bit for bit equal to h2o-genmodel.
 *
 * <p>A {@link dev.plumbline.mojo.flat.Forest} knows nothing of files. {@code TreeSource} brings the trees of either format
 * as {@code Tree}s, {@code ForestBuilder} packs them, {@code Keys} turns a row into the integers that nodes compare, and
 * {@code Equality} holds the result against {@code score0} before anything is served with it.
 */
package dev.plumbline.mojo.flat;
